import type { PowerEvent } from '../powerEvent.ts';
import type { PipelinesOptions } from './pipelinesOfWorkbench.ts';
import type { PipelineScreens } from './screens/pipelineScreens.ts';
import type { WorkspacePipelines } from './workspacePipelines.ts';

/** The schedules in short: for a tray, and for whoever is about to end the program. */
export interface ScheduleInShort {
  paused(): boolean;
  setPaused(paused: boolean): void;
  /** What runs next by itself, by its title; null while nothing will, or nobody has looked yet. */
  next(): { readonly title: string; readonly at: Date } | null;
  onChange(listener: () => void): () => void;
}

const AFTER_START_MS = 3_000;

/** The pipelines of a workbench, loaded when first needed: mail, cron and the engine are large. */
export interface LazyPipelines {
  pipelines(): Promise<WorkspacePipelines>;
  screens(): Promise<PipelineScreens>;
  readonly schedule: ScheduleInShort;
  /** From now on schedules run by themselves, as soon as a workspace with pipelines is open. */
  watchClock(): void;
  /** A file of the workspace changed, or another one is open. */
  look(other: boolean): void;
  /** Of these nothing is loaded for: without pipelines there is nothing to do. */
  power(event: PowerEvent): void;
  release(folder: string): Promise<void>;
  close(): Promise<void>;
}

export function createLazyPipelines(options: PipelinesOptions): LazyPipelines {
  const { pause } = options;
  const listeners = new Set<() => void>();
  let watching = false;
  let soon: NodeJS.Timeout | undefined;
  let loaded: WorkspacePipelines | undefined;
  let loading: Promise<{ pipelines: WorkspacePipelines; screens: PipelineScreens }> | undefined;

  function load() {
    loading ??= (async () => {
      const { pipelinesOfWorkbench } = await import('./pipelinesOfWorkbench.ts');
      const made = pipelinesOfWorkbench(options);
      loaded = made.pipelines;
      if (watching) loaded.watchClock();
      loaded.onChange(() => {
        for (const listener of [...listeners]) listener();
      });
      return made;
    })();
    return loading;
  }

  /** Schedules can wait until the window is there; a person can't. */
  function loadSoon(): void {
    const some = (options.current()?.files['pipeline'] ?? 0) > 0;
    if (!watching || !some || loading !== undefined || soon !== undefined) return;
    soon = setTimeout(() => void load(), AFTER_START_MS);
    soon.unref();
  }

  return {
    pipelines: async () => (await load()).pipelines,
    screens: async () => (await load()).screens,
    schedule: {
      paused: () => pause.paused(),
      setPaused: (paused) => (loaded ?? pause).setPaused(paused),
      next: () => loaded?.next() ?? null,
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    watchClock() {
      watching = true;
      if (loaded !== undefined) loaded.watchClock();
      else loadSoon();
    },
    look(other) {
      if (loaded === undefined) loadSoon();
      else if (other) void loaded.look();
    },
    power: (event) => loaded?.power(event),
    release: async (folder) => loaded?.release(folder),
    async close() {
      clearTimeout(soon);
      await loaded?.close();
    },
  };
}
