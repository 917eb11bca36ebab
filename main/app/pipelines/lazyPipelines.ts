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

/** The pipelines of a workbench, loaded when first needed: mail, cron and the engine are large. */
export interface LazyPipelines {
  pipelines(): Promise<WorkspacePipelines>;
  screens(): Promise<PipelineScreens>;
  readonly schedule: ScheduleInShort;
  watchClock(): void;
  /** Of these nothing is loaded for: without pipelines there is nothing to do. */
  look(): void;
  power(event: PowerEvent): void;
  release(folder: string): Promise<void>;
  close(): Promise<void>;
}

export function createLazyPipelines(options: PipelinesOptions): LazyPipelines {
  const { pause } = options;
  const listeners = new Set<() => void>();
  let loaded: WorkspacePipelines | undefined;
  let loading: Promise<{ pipelines: WorkspacePipelines; screens: PipelineScreens }> | undefined;

  function load() {
    loading ??= (async () => {
      const { pipelinesOfWorkbench } = await import('./pipelinesOfWorkbench.ts');
      const made = pipelinesOfWorkbench(options);
      loaded = made.pipelines;
      loaded.onChange(() => {
        for (const listener of [...listeners]) listener();
      });
      return made;
    })();
    return loading;
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
    watchClock: () => void load().then(({ pipelines }) => pipelines.watchClock()),
    look: () => void loaded?.look(),
    power: (event) => loaded?.power(event),
    release: async (folder) => loaded?.release(folder),
    close: async () => loaded?.close(),
  };
}
