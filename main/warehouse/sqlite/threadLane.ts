import { Worker } from 'node:worker_threads';
import { type Lane, type LaneEvents, type LaneSettings, YOUNG_MB } from './lane.ts';

/**
 * For hosts that can't start a process. `kill` is weaker here: a thread inside a long statement ends only with that
 * statement, so whoever waits is answered at once, but the statement's lock stays until then.
 */
export function startThreadLane(module: URL, settings: LaneSettings, events: LaneEvents): Lane {
  const worker = new Worker(module, {
    // The young generation is three such halves.
    resourceLimits: { maxOldGenerationSizeMb: settings.heapMb, maxYoungGenerationSizeMb: 3 * YOUNG_MB },
  });
  let asked = false;
  const end = (why: string) => {
    if (!asked) events.onEnd(why);
    asked = true;
  };
  worker.on('message', (message) => {
    if (!asked) events.onMessage(message);
  });
  worker.once('error', (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    end(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : String(error));
  });
  worker.once('exit', (code) => end(`it ended with code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    kill: async () => {
      asked = true;
      await worker.terminate();
    },
  };
}
