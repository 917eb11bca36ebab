/**
 * The part of Electron's main-process interface that the shell uses, played over a real Chromium. What it shows is
 * that our bundles fit together; it shows nothing of Electron itself (native menus, sandbox, V8, packaging).
 */
import { createRuntime } from './runtime.ts';

// Electron's module is one set of objects per process, so here and only here the module holds state.
const runtime = createRuntime();

export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} = runtime.electron;
