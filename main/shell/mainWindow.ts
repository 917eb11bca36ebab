import { join } from 'node:path';
import { BrowserWindow, type Display, nativeTheme, screen } from 'electron';
import type { Logger } from '../log/log.ts';
import { placeOn, SMALLEST } from './bounds.ts';
import { fencedPreferences } from './fence.ts';
import type { Leaving } from './leaving.ts';
import { START_PAGE } from './scheme.ts';
import { createWindowMemory } from './windowMemory.ts';

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Shows the window wherever it was put away. */
  show(): void;
}

/** The one window. Closing it puts it away, so that runs and the schedule go on; only quitting ends the program. */
export function openMainWindow(parts: {
  root: string;
  home: string;
  development: boolean;
  leaving: Leaving;
  /** Whether a hidden window can be called back: a tray icon is shown, or there is a dock. */
  findable: () => boolean;
  log: Logger;
}): MainWindow {
  const memory = createWindowMemory(join(parts.home, 'window.json'), parts.log);
  const { maximized, ...bounds } = placeOn(displays(), memory.recall());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Leadline',
    // Shown when there is something to see; until then its ground has the theme's colour.
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: fencedPreferences(parts.root, parts.development),
  });

  const note = (): void => memory.note({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  window.on('resize', note);
  window.on('move', note);
  window.on('maximize', note);
  window.on('unmaximize', note);
  window.on('close', (event) => {
    note();
    memory.flush();
    if (parts.leaving.now()) return;
    event.preventDefault();
    if (parts.findable()) window.hide();
    else window.minimize();
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window
    .loadURL(START_PAGE)
    .catch((error: unknown) => parts.log.error('The page could not be loaded', { error }));

  return { window, show: () => show(window) };
}

function displays(): Display[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)];
}

function show(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
