import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { Lane, StartLane } from '../sqlite/lane.ts';
import { startProcessLane } from '../sqlite/processLane.ts';
import { startThreadLane } from '../sqlite/threadLane.ts';
import type { Asked, FileTask, FileTasks, Told } from './worker/tasks.ts';

const HEAP_MB = 512;
/** Tasks come in bunches; starting a process for each would take longer than most of them. */
const IDLE_MS = 500;

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export type RunFileTask = <Task extends FileTask>(
  task: Task,
  ask: FileTasks[Task]['ask'],
  options?: TaskOptions,
) => Promise<Result<FileTasks[Task]['answer']>>;

interface Helper {
  readonly lane: Lane;
  hear(told: Told): void;
  dead: boolean;
}

/** Tasks run away from this process: damaged pages may crash them or keep them busy for ever, and neither matters. */
export function createFileTasks(start?: StartLane): RunFileTask {
  const begin = start ?? ('electron' in process.versions ? startThreadLane : startProcessLane);
  let idle: { helper: Helper; timer: NodeJS.Timeout } | null = null;

  function take(): Helper {
    if (idle !== null) {
      const { helper, timer } = idle;
      clearTimeout(timer);
      idle = null;
      if (!helper.dead) return helper;
    }
    const helper: Helper = {
      lane: begin(
        workerModule(),
        { heapMb: HEAP_MB },
        {
          onMessage: (message) => helper.hear(message as Told),
          onEnd: (why) => {
            helper.dead = true;
            helper.hear({ answer: broke(why) });
          },
        },
      ),
      hear: () => undefined,
      dead: false,
    };
    return helper;
  }

  async function giveBack(helper: Helper, finished: boolean): Promise<void> {
    helper.hear = () => undefined;
    if (!finished || idle !== null) await helper.lane.kill();
    else if (!helper.dead) {
      const timer = setTimeout(() => {
        idle = null;
        void helper.lane.kill();
      }, IDLE_MS);
      idle = { helper, timer };
    }
  }

  return async (task, ask, { signal, timeoutMs, onProgress } = {}) => {
    if (signal?.aborted) return cancelled();
    const { promise, resolve } = Promise.withResolvers<{ answer: Result<unknown>; finished: boolean }>();
    const helper = take();
    helper.hear = (told) => {
      if ('answer' in told) resolve({ answer: told.answer, finished: true });
      else onProgress?.(told.done, told.total);
    };
    const stop = () => resolve({ answer: cancelled(), finished: false });
    signal?.addEventListener('abort', stop, { once: true });
    const late = () => resolve({ answer: tooLong(), finished: false });
    const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
    helper.lane.post({ task, ask } as Asked);
    const { answer, finished } = await promise;
    signal?.removeEventListener('abort', stop);
    clearTimeout(timer);
    await giveBack(helper, finished);
    // The map of tasks pairs each ask with its answer; messages carry no types.
    return answer as Result<FileTasks[typeof task]['answer']>;
  };
}

/** From source Node runs the TypeScript; a bundle carries the same entry beside itself. */
function workerModule(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker/fileWorker.ts' : './fileWorker.js';
  return new URL(name, import.meta.url);
}

export function cancelled(): Result<never> {
  return fail('CANCELLED', { message: 'It was cancelled.', next: 'Start it again when you want it.' });
}

function broke(why: string): Result<never> {
  return fail('STORE_DAMAGED', {
    message: `Looking into the warehouse file failed: ${why}.`,
    next: 'Try again; if it happens again, restore a backup.',
    retry: true,
  });
}

function tooLong(): Result<never> {
  return fail('TIMED_OUT', {
    message: 'Looking into the warehouse file took longer than it may.',
    next: 'Check that the disk is sound and connected, then try again.',
    retry: true,
  });
}
