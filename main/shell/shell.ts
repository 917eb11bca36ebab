import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, powerMonitor, protocol, utilityProcess } from 'electron';
import type { Logger } from '../log/log.ts';
import { workspaceArgument, workspaceIn } from './arguments.ts';
import { createDesk, type Desk } from './desk.ts';
import { closeBeforeLeaving } from './leaving.ts';
import { openMainWindow } from './mainWindow.ts';
import { keepMenu } from './menuKeeper.ts';
import type { DesktopCore, DesktopParts, Surroundings } from './parts.ts';
import { askBeforeQuitting } from './quitting.ts';
import { recoverFromCrashes } from './recovery.ts';
import { PAGE_SCHEME } from './scheme.ts';
import { applyStartAtLogin, keepStartAtLogin } from './startAtLogin.ts';
import { trayIsShown } from './tray.ts';
import { raiseTray } from './trayIcon.ts';
import { startUtility } from './utility.ts';
import { wire } from './wiring.ts';

/** The appId of electron-builder.yml. */
const PROGRAM_ID = 'app.leadline.desktop';

/** Runs the desktop program. What must come before Electron is ready happens in this very turn. */
export function runDesktop(compose: (surroundings: Surroundings) => DesktopParts): void {
  const root = app.getAppPath();
  const parts = compose({
    root,
    electron: process.versions['electron'] ?? '',
    startUtility: (module, room, events) => startUtility(utilityProcess.fork, module, room, events),
  });
  protocol.registerSchemesAsPrivileged([PAGE_SCHEME]);
  app.enableSandbox();
  // Windows shows notifications only of a program it knows from its Start menu entry, by this name.
  if (process.platform === 'win32') app.setAppUserModelId(PROGRAM_ID);
  const workspace = workspaceArgument(process.argv, process.cwd());
  try {
    // Chromium's own files stay out of the folder that a person may look into; the instance lock is among them.
    const profile = join(parts.home, 'desktop');
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  } catch (error) {
    stop(error);
    return;
  }
  // Chromium reorders the arguments it passes to the first instance, so the folder travels by itself.
  if (app.requestSingleInstanceLock({ workspace })) start(parts, root, workspace).catch(stop);
  else app.quit();
}

async function start(parts: DesktopParts, root: string, workspace: string | null): Promise<void> {
  const desk = createDesk();
  const [opened] = await Promise.all([parts.openCore(desk.host, desk.front), app.whenReady()]);
  if (!opened.ok) {
    await desk.explain(opened.failure);
    return app.exit(1);
  }
  const core = opened.value;
  const log = core.log.scope('shell');
  wire(core, parts.pages, log);
  openDesk(parts, root, core, desk, log);

  const begun = await core.begin(workspace ?? undefined);
  if (begun.ok) return;
  await desk.explain(begun.failure);
  // The other start has been asked to show itself; two of them would only take turns at one workspace.
  if (begun.failure.code === 'WORKSPACE_IN_USE') app.quit();
}

function openDesk(parts: DesktopParts, root: string, core: DesktopCore, desk: Desk, log: Logger): void {
  const development = !app.isPackaged;
  // Asked first: whoever stays hasn't begun to leave.
  askBeforeQuitting({
    app,
    onShutdown: (listener) => void powerMonitor.on('shutdown', listener),
    schedule: core.schedule,
    now: () => new Date(),
    ask: async (question) => (await dialog.showMessageBox(question)).response,
  });
  const leaving = closeBeforeLeaving({
    app,
    close: () => core.close(),
    onTrouble: (error) => log.error('The core did not close', { error }),
  });
  // A dock brings any window back; elsewhere a hidden one needs a tray icon that is really shown.
  let findable = process.platform === 'darwin';
  const main = openMainWindow({
    root,
    home: parts.home,
    development,
    leaving,
    findable: () => findable,
    log,
  });
  desk.seat(main);
  recoverFromCrashes({
    contents: main.window.webContents,
    log,
    now: Date.now,
    ask: async (question) => (await dialog.showMessageBox(question)).response,
    quit: () => app.quit(),
  });

  const openWorkspace = async (path: string): Promise<void> => {
    desk.front();
    const result = await core.workspaces.open(path);
    if (!result.ok) await desk.explain(result.failure);
  };
  keepMenu({ core, desk, openWorkspace, development, documentation: parts.documentation, log });

  app.on('second-instance', (_event, _argv, _startedIn, told) => {
    const wanted = workspaceIn(told);
    if (wanted === null) desk.front();
    else void openWorkspace(wanted);
  });
  app.on('activate', desk.front);
  app.on('window-all-closed', () => app.quit());

  // A copy that is being developed would put itself before the one that is installed.
  if (app.isPackaged)
    void keepStartAtLogin({
      settings: core.settings,
      apply: (wanted) =>
        applyStartAtLogin(wanted, {
          platform: process.platform,
          app,
          program: process.execPath,
          env: process.env,
        }),
      log,
    });
  const tray = raiseTray(core.schedule, { open: desk.front, quit: () => app.quit() });
  app.on('quit', () => tray.destroy());
  void trayIsShown(process.platform).then((shown) => {
    findable ||= shown;
  });
}

function stop(error: unknown): void {
  dialog.showErrorBox('Leadline could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
