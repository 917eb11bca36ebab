import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type MenuActions, type MenuState, menuTemplate } from './menu.ts';

const state: MenuState = {
  platform: 'linux',
  development: false,
  workspaceOpen: true,
  recent: [
    { path: '/w/salt', name: 'Salt & Thread', openedAt: '2026-01-01T00:00:00Z', present: true },
    { path: '/w/gone', name: 'Gone', openedAt: '2026-01-01T00:00:00Z', present: false },
  ],
  theme: 'dark',
  documentation: 'https://example.org/docs',
};

interface Item {
  readonly path: string;
  readonly item: MenuItemConstructorOptions;
}

function items(change: Partial<MenuState> = {}, act: Partial<MenuActions> = {}): Item[] {
  const silent: MenuActions = { ask() {}, openWorkspace() {}, setTheme() {}, openLink() {}, ...act };
  const walk = (list: MenuItemConstructorOptions[], above: string): Item[] =>
    list.flatMap((item) => {
      const path = `${above}/${item.label ?? item.role ?? item.type}`;
      return [{ path, item }, ...(Array.isArray(item.submenu) ? walk(item.submenu, path) : [])];
    });
  return walk(menuTemplate({ ...state, ...change }, silent), '');
}

const at = (path: string, list = items()): MenuItemConstructorOptions => {
  const found = list.find((each) => each.path === path);
  if (!found) throw new Error(`no ${path} in ${list.map((each) => each.path).join(' ')}`);
  return found.item;
};

function click(item: MenuItemConstructorOptions): void {
  (item.click as () => void)();
}

describe('the application menu', () => {
  it('asks the page for each of its commands', () => {
    const asked: string[] = [];
    const list = items({}, { ask: (command) => void asked.push(command) });
    for (const path of [
      '/&File/Open workspace…',
      '/&File/New workspace…',
      '/&File/Close workspace',
      '/&File/Settings…',
      '/&View/Command palette',
      '/&Go/Back',
      '/&Go/Forward',
      '/help/Keyboard shortcuts',
      '/help/Diagnostics',
    ])
      click(at(path, list));
    expect(asked).toEqual([
      'open-workspace',
      'new-workspace',
      'close-workspace',
      'settings',
      'palette',
      'back',
      'forward',
      'shortcuts',
      'settings',
    ]);
  });

  it("carries the platforms' usual shortcuts, none of them twice", () => {
    const keys = (platform: NodeJS.Platform) =>
      Object.fromEntries(
        items({ platform }).flatMap(({ path, item }) => (item.accelerator ? [[item.accelerator, path]] : [])),
      );
    expect(keys('linux')).toEqual({
      'CmdOrCtrl+O': '/&File/Open workspace…',
      'CmdOrCtrl+N': '/&File/New workspace…',
      'CmdOrCtrl+,': '/&File/Settings…',
      'CmdOrCtrl+K': '/&View/Command palette',
      'Alt+Left': '/&Go/Back',
      'Alt+Right': '/&Go/Forward',
    });
    expect(keys('darwin')).toMatchObject({
      'CmdOrCtrl+,': '/appMenu/Settings…',
      'Cmd+[': '/&Go/Back',
      'Cmd+]': '/&Go/Forward',
    });
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const all = items({ platform }).flatMap(({ item }) => item.accelerator ?? []);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('has the application menu on macOS only, and Quit in exactly one place', () => {
    expect(items({ platform: 'darwin' })[0]?.path).toBe('/appMenu');
    expect(items({ platform: 'win32' })[0]?.path).toBe('/&File');
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(items({ platform }).filter(({ item }) => item.role === 'quit')).toHaveLength(1);
    }
  });

  it('reloads and inspects in development only', () => {
    const tools = (development: boolean) =>
      items({ development }).flatMap(({ item }) =>
        item.role === 'reload' || item.role === 'toggleDevTools' ? [item.role] : [],
      );
    expect(tools(false)).toEqual([]);
    expect(tools(true)).toEqual(['reload', 'toggleDevTools']);
  });

  it('opens recent workspaces by path, names them literally and offers none that is gone', () => {
    const opened: string[] = [];
    const list = items({}, { openWorkspace: (path) => void opened.push(path) });
    click(at('/&File/Open recent/Salt && Thread', list));
    expect(opened).toEqual(['/w/salt']);
    expect(at('/&File/Open recent/Gone (not found)', list).enabled).toBe(false);
    expect(at('/&File/Open recent/None yet', items({ recent: [] })).enabled).toBe(false);
  });

  it('marks the theme in use and changes it', () => {
    const themes: string[] = [];
    const list = items({}, { setTheme: (theme) => void themes.push(theme) });
    expect(at('/&View/Theme/Dark', list).checked).toBe(true);
    expect(at('/&View/Theme/Light', list).checked).toBe(false);
    click(at('/&View/Theme/Light', list));
    expect(themes).toEqual(['light']);
  });

  it('offers to close a workspace only while one is open', () => {
    expect(at('/&File/Close workspace').enabled).toBe(true);
    expect(at('/&File/Close workspace', items({ workspaceOpen: false })).enabled).toBe(false);
  });

  it('opens the documentation as a link, where there is any', () => {
    const links: string[] = [];
    click(at('/help/Documentation', items({}, { openLink: (url) => void links.push(url) })));
    expect(links).toEqual(['https://example.org/docs']);
    expect(items({ documentation: null }).some(({ path }) => path === '/help/Documentation')).toBe(false);
  });
});
