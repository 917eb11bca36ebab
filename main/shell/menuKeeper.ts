import { Menu, nativeTheme } from 'electron';
import type { RecentWorkspace } from '../../shared/contract/workspace.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Desk } from './desk.ts';
import { type MenuActions, menuTemplate } from './menu.ts';
import type { DesktopCore } from './parts.ts';

/** Keeps the application menu and the native theme true to the settings and the open workspace. */
export function keepMenu(parts: {
  core: Pick<DesktopCore, 'settings' | 'workspaces'>;
  desk: Pick<Desk, 'ask' | 'explain' | 'host'>;
  openWorkspace: (path: string) => Promise<void>;
  development: boolean;
  documentation: string | null;
  log: Logger;
}): void {
  const { core, desk, development, documentation, log } = parts;
  let { theme } = core.settings.current();
  let recent: readonly RecentWorkspace[] = [];
  let workspaceOpen = false;

  const explainIfFailed = async (result: Promise<Result<unknown>>): Promise<void> => {
    const settled = await result;
    if (!settled.ok) await desk.explain(settled.failure);
  };
  const act: MenuActions = {
    ask: desk.ask,
    openWorkspace: (path) => void parts.openWorkspace(path),
    setTheme: (wish) => void explainIfFailed(core.settings.change({ theme: wish })),
    openLink: (url) => void explainIfFailed(desk.host.openExternal(url)),
  };

  function draw(): void {
    nativeTheme.themeSource = theme;
    const state = { platform: process.platform, development, workspaceOpen, recent, theme, documentation };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, act)));
  }

  async function followSettings(): Promise<void> {
    for await (const settings of core.settings.watch()) {
      if (settings.theme === theme) continue;
      theme = settings.theme;
      draw();
    }
  }

  async function followWorkspaces(): Promise<void> {
    let path: string | null | undefined;
    for await (const workspace of core.workspaces.watch()) {
      // A workspace reports every edit of its files; the menu only shows which one is open.
      const now = workspace?.path ?? null;
      if (now === path) continue;
      path = now;
      workspaceOpen = now !== null;
      recent = await core.workspaces.recent();
      draw();
    }
  }

  draw();
  const tell = (error: unknown): void => void log.error('The menu no longer follows the core', { error });
  followSettings().catch(tell);
  followWorkspaces().catch(tell);
}
