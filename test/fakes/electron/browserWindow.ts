import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { PlayedEvent } from './application.ts';
import type { PlayedContents } from './contents.ts';

type Played =
  | 'show'
  | 'hide'
  | 'focus'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'setBounds'
  | 'loadURL';

/** A window's outside: where it stands and whether it shows. Its inside is `webContents`. */
export class PlayedWindow extends EventEmitter implements Pick<BrowserWindow, Played> {
  readonly webContents: PlayedContents;
  readonly options: BrowserWindowConstructorOptions;
  readonly #onDestroyed: () => void;
  #bounds: Rectangle;
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #destroyed = false;
  focused = 0;

  constructor(options: BrowserWindowConstructorOptions, contents: PlayedContents, onDestroyed: () => void) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.options = options;
    this.webContents = contents;
    this.#onDestroyed = onDestroyed;
    this.#bounds = { x, y, width, height };
    this.#visible = show;
    contents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  async loadURL(address: string): Promise<void> {
    await this.#fit();
    await this.webContents.loadURL(address);
  }

  show(): void {
    this.#visible = true;
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {
    this.focused += 1;
  }

  minimize(): void {
    this.#minimized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    // The page may be going already; a window without one has nothing to fit.
    this.#fit().catch(() => undefined);
    this.emit('resize');
  }

  /** As if the person clicked the window's close button. False when it stays. */
  close(): boolean {
    const event = new PlayedEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#destroyed = true;
    this.emit('closed');
    this.#onDestroyed();
    return true;
  }

  async #fit(): Promise<void> {
    const { width, height } = this.#bounds;
    await (await this.webContents.page()).setViewportSize({ width, height });
  }
}
