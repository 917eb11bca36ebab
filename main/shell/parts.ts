import type { MessagePortMain } from 'electron';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import type { OpenWorkspace, RecentWorkspace } from '../../shared/contract/workspace.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Host } from '../rpc/host.ts';
import type { PowerEvent } from './power.ts';
import type { PageSource } from './scheme.ts';
import type { StartUtility } from './utility.ts';

/** What the shell tells whoever composes the program. */
export interface Surroundings {
  /** The folder or archive that holds package.json, out/ and resources/. */
  readonly root: string;
  readonly electron: string;
  /** Only once Electron is ready. */
  readonly startUtility: StartUtility;
}

/** What the composition root gives the shell. */
export interface DesktopParts {
  readonly home: string;
  readonly pages: PageSource;
  /** Where the documentation is on the web; null while it is nowhere. */
  readonly documentation: string | null;
  /** `onFront` is called when another start asks this one to show itself. */
  openCore(host: Host, onFront: () => void): Promise<Result<DesktopCore>>;
}

/** The schedules as the tray and the way out show them. */
export interface Schedule {
  paused(): boolean;
  setPaused(paused: boolean): void;
  /** What runs next by itself, as words for a person; null when nothing will. */
  next(): { readonly title: string; readonly at: Date } | null;
  /** Calls after every change of these, until told to stop. */
  onChange(listener: () => void): () => void;
}

/** What the shell needs of the core, and no more. */
export interface DesktopCore {
  readonly log: Logger;
  readonly settings: {
    current(): Settings;
    watch(signal?: AbortSignal): AsyncIterable<Settings>;
    change(wish: SettingsChange): Promise<Result<Settings>>;
  };
  readonly workspaces: {
    watch(signal?: AbortSignal): AsyncIterable<OpenWorkspace | null>;
    open(path: string): Promise<Result<OpenWorkspace>>;
    recent(): Promise<RecentWorkspace[]>;
  };
  readonly schedule: Schedule;
  begin(workspace: string | undefined): Promise<Result<void>>;
  attach(port: MessagePortMain): void;
  power(event: PowerEvent): void;
  close(): Promise<void>;
}
