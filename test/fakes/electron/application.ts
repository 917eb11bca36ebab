import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import type { App } from 'electron';
import type { Conditions } from './conditions.ts';
import { takeInstanceLock } from './instanceLock.ts';

/** An event that a listener may prevent. */
export class PlayedEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export interface Closable {
  /** Asks the window as a person would; false when it stays. */
  close(): boolean;
}

type Played =
  | 'whenReady'
  | 'getAppPath'
  | 'setPath'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit';

/** `app`: the life of the program, in the order Electron documents for quitting. */
export class PlayedApp extends EventEmitter implements Pick<App, Played> {
  readonly name = 'Leadline';
  readonly isPackaged: boolean;
  readonly windows = new Set<Closable>();
  sandboxed = false;
  ready = false;
  /** Windows that close on the way out announce nothing. */
  quitting = false;
  readonly #root: string;
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<void>;
  readonly #end: () => Promise<void>;

  constructor(conditions: Conditions, end: () => Promise<void>) {
    super();
    this.isPackaged = conditions.packaged;
    this.#root = conditions.root;
    this.#end = end;
    this.#ready = new Promise((settle) => {
      setImmediate(() => {
        this.ready = true;
        settle();
      });
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  getAppPath(): string {
    return this.#root;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppUserModelId(): void {}

  enableSandbox(): void {
    this.sandboxed = true;
  }

  requestSingleInstanceLock(told?: Record<string, unknown>): boolean {
    const profile = this.#paths.get('userData') ?? tmpdir();
    const greeting = { argv: process.argv, startedIn: process.cwd(), told: told ?? null };
    return takeInstanceLock(profile, greeting, ({ argv, startedIn, told: theirs }) =>
      this.emit('second-instance', new PlayedEvent(), argv, startedIn, theirs),
    );
  }

  quit(): void {
    const asked = new PlayedEvent();
    this.emit('before-quit', asked);
    if (asked.defaultPrevented) return;
    this.quitting = true;
    for (const window of [...this.windows]) {
      if (window.close()) continue;
      this.quitting = false;
      return;
    }
    const event = new PlayedEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', new PlayedEvent(), code);
    this.#end().finally(() => process.exit(code));
  }
}
