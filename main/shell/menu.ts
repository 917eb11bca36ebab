import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../shared/contract/settings.ts';
import type { RecentWorkspace } from '../../shared/contract/workspace.ts';
import type { PageCommand } from '../../shared/domain/command.ts';

type Theme = Settings['theme'];

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** Reloading and the developer tools are for those who build Leadline. */
  readonly development: boolean;
  readonly workspaceOpen: boolean;
  readonly recent: readonly RecentWorkspace[];
  readonly theme: Theme;
  /** Where the documentation is on the web; null while it is nowhere. */
  readonly documentation: string | null;
}

export interface MenuActions {
  ask(command: PageCommand): void;
  openWorkspace(path: string): void;
  setTheme(theme: Theme): void;
  openLink(url: string): void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };
const THEMES: readonly [Theme, string][] = [
  ['system', 'Follow the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const RECENT_SHOWN = 10;

/** The whole application menu as a value. */
export function menuTemplate(state: MenuState, act: MenuActions): MenuItemConstructorOptions[] {
  const mac = state.platform === 'darwin';
  return [
    ...(mac ? [appMenu(act)] : []),
    fileMenu(state, act, mac),
    { role: 'editMenu' },
    viewMenu(state, act),
    goMenu(act, mac),
    { role: 'windowMenu' },
    helpMenu(state, act),
  ];
}

function appMenu(act: MenuActions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings(act),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function fileMenu(state: MenuState, act: MenuActions, mac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'Open workspace…', accelerator: 'CmdOrCtrl+O', click: () => act.ask('open-workspace') },
      { label: 'New workspace…', accelerator: 'CmdOrCtrl+N', click: () => act.ask('new-workspace') },
      { label: 'Open recent', submenu: recentMenu(state, act) },
      {
        label: 'Close workspace',
        enabled: state.workspaceOpen,
        click: () => act.ask('close-workspace'),
      },
      SEPARATOR,
      // Elsewhere the Window menu closes it, and on macOS it doesn't.
      ...(mac ? [{ role: 'close' as const }] : [settings(act), SEPARATOR, { role: 'quit' as const }]),
    ],
  };
}

function recentMenu(state: MenuState, act: MenuActions): MenuItemConstructorOptions[] {
  if (state.recent.length === 0) return [{ label: 'None yet', enabled: false }];
  return state.recent.slice(0, RECENT_SHOWN).map(({ name, path, present }) => ({
    label: present ? literal(name) : `${literal(name)} (not found)`,
    sublabel: path,
    toolTip: path,
    enabled: present,
    click: () => act.openWorkspace(path),
  }));
}

function viewMenu(state: MenuState, act: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      // Shown, not registered: the page listens for these keys itself, in the browser as well.
      {
        label: 'Command palette',
        accelerator: 'CmdOrCtrl+K',
        registerAccelerator: false,
        click: () => act.ask('palette'),
      },
      SEPARATOR,
      {
        label: 'Theme',
        submenu: THEMES.map(([theme, label]) => ({
          label,
          type: 'radio',
          checked: state.theme === theme,
          click: () => act.setTheme(theme),
        })),
      },
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(state.development
        ? [SEPARATOR, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]
        : []),
    ],
  };
}

function goMenu(act: MenuActions, mac: boolean): MenuItemConstructorOptions {
  return {
    label: '&Go',
    submenu: [
      { label: 'Back', accelerator: mac ? 'Cmd+[' : 'Alt+Left', click: () => act.ask('back') },
      { label: 'Forward', accelerator: mac ? 'Cmd+]' : 'Alt+Right', click: () => act.ask('forward') },
    ],
  };
}

function helpMenu(state: MenuState, act: MenuActions): MenuItemConstructorOptions {
  const { documentation } = state;
  return {
    role: 'help',
    submenu: [
      { label: 'Keyboard shortcuts', click: () => act.ask('shortcuts') },
      { label: 'Diagnostics', click: () => act.ask('settings') },
      ...(documentation ? [{ label: 'Documentation', click: () => act.openLink(documentation) }] : []),
    ],
  };
}

function settings(act: MenuActions): MenuItemConstructorOptions {
  return { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: () => act.ask('settings') };
}

/** In a menu `&` marks the next letter as its key; a name means the character. */
function literal(name: string): string {
  return name.replaceAll('&', '&&');
}
