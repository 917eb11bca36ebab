import { inputsOf, type StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { countPairs } from '../../insight/screen/study.ts';
import type { Store } from '../../warehouse/store.ts';
import { datasetVersions } from '../pipelines/datasets.ts';
import { studyOptions } from '../studies/run/studyOptions.ts';
import { sharedStudy } from '../studies/sharedStudy.ts';
import type { ReadyStudy } from '../studies/studyFiles.ts';
import { readStudyData, type StudyData } from '../studies/studySeries.ts';
import type { ExplorerData } from './thread/explorerTasks.ts';
import { type ExplorerThread, openExplorerThread } from './thread/explorerThread.ts';
import type { Strongest } from './thread/strongestOf.ts';

/** A study ready to be asked. */
export interface Holding {
  readonly ready: ReadyStudy;
  readonly file: StudyFile;
  readonly data: StudyData;
  readonly options: ExplorerData['options'];
  /** For what answers at once. */
  readonly quick: ExplorerThread;
  /** For what takes a second and may be stopped: it mustn't keep a slider waiting. */
  readonly slow: ExplorerThread;
  /** Where each pair of the study goes together most; found once, for heatmaps. */
  strongest(): Promise<Strongest>;
}

/**
 * The one study that is held in memory.
 *
 * - empty: nothing is held: at first, and after a reading that failed.
 * - loading: the first who asks starts the reading and all others wait for it; whoever goes away stops nothing.
 * - ready: answers as long as what it was made from is unchanged: the workspace, what the study's file says, and what was written last into each
 *   relation it reads.
 * - stale: someone asked and one of these is another. What was held is ended and the reading starts anew.
 * - ended: the workspace was closed. Who waits is told so; the next who asks begins from empty.
 */
export interface HeldStudy {
  get(workspace: string, ready: ReadyStudy, store: Store): Promise<Result<Holding>>;
  end(): Promise<void>;
}

interface Held {
  readonly key: string;
  readonly loading: Promise<Result<Holding>>;
  readonly stopping: AbortController;
}

export function createHeldStudy(): HeldStudy {
  let held: Held | null = null;

  function begin(key: string, ready: ReadyStudy, store: Store): Held {
    const stopping = new AbortController();
    const begun: Held = { key, stopping, loading: load(ready, store, stopping.signal) };
    const forget = () => {
      if (held === begun) held = null;
    };
    begun.loading.then((loaded) => {
      if (!loaded.ok) forget();
    }, forget);
    return begun;
  }

  async function end(): Promise<void> {
    const ended = held;
    held = null;
    ended?.stopping.abort();
    const loaded = await ended?.loading.catch(() => null);
    if (loaded?.ok) await Promise.all([loaded.value.quick.close(), loaded.value.slow.close()]);
  }

  return {
    async get(workspace, ready, store) {
      const versions = await datasetVersions(store, inputsOf(ready.study));
      if (!versions.ok) return versions;
      const key = JSON.stringify([workspace, ready.name, ready.hash, versions.value]);
      if (held?.key === key) return held.loading;
      const stale = end();
      const begun = begin(key, ready, store);
      held = begun;
      await stale;
      return begun.loading;
    },
    end,
  };
}

async function load(ready: ReadyStudy, store: Store, signal: AbortSignal): Promise<Result<Holding>> {
  const read = await readStudyData(store, ready.study, { signal, report: () => undefined });
  if (signal.aborted)
    return fail('CANCELLED', {
      message: `The study ${ready.name} was left before its data was read.`,
      next: 'Open it again when you want it.',
    });
  if (!read.ok) return read;
  const study = sharedStudy(read.value.study);
  const options = studyOptions(ready.study);
  const data = { study, options };
  const [quick, slow] = [openExplorerThread(data), openExplorerThread(data)];
  const pairs = Uint32Array.from({ length: countPairs(study) }, (_, pair) => pair);
  let found: Promise<Strongest> | null = null;
  const strongest = () => {
    found ??= slow.ask('strongest', { pairs }).catch((error: unknown) => {
      // A thread that broke is no answer to those who ask later.
      found = null;
      throw error;
    });
    return found;
  };
  // Begun before anybody asks: a thread takes a moment to start, and preparing every series a second.
  for (const begun of [quick.ask('leads', { signals: [], outcome: 0 }), strongest()])
    begun.catch(() => undefined);
  return ok({
    ...{ ready, file: ready.study, data: { ...read.value, study }, options },
    ...{ quick, slow, strongest },
  });
}
