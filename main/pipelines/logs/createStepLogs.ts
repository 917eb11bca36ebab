import { rm } from 'node:fs/promises';
import { createStepLogReader, measured, openFiles } from './createStepLogReader.ts';
import { filesOf, sizesOf } from './logFiles.ts';
import { runFolder } from './logPaths.ts';
import { createOpenLog, type LogTools, type WatchedLog } from './openLog.ts';
import type { LogPlace, StepLogs } from './stepLogs.ts';

const WATCH_MS = 100;
/** How often a log is looked at that another process writes. */
const LOOK_MS = 1_000;

export function createStepLogs(tools: LogTools): StepLogs {
  const { folder, clock } = tools;
  const opened = new Map<string, WatchedLog>();
  const reader = createStepLogReader(folder);
  const keyOf = ({ run, step, item, try: number }: LogPlace) => JSON.stringify([run, step, item, number]);

  return {
    read: reader.read,

    open(place) {
      const key = keyOf(place);
      const log = createOpenLog(tools, place, () => {
        if (opened.get(key) === log) opened.delete(key);
      });
      opened.set(key, log);
      return log;
    },

    async *watch(place, signal) {
      let told = -1;
      let sizes: string | null = null;
      let wasOurs = false;
      while (!signal.aborted) {
        const ours = opened.get(keyOf(place));
        if (ours !== undefined) {
          wasOurs = true;
          const grown = ours.grown(signal);
          const total = ours.total();
          if (total !== told) yield { total };
          told = total;
          await clock.wait(WATCH_MS, signal);
          await grown;
          continue;
        }
        const now = await sizesOf(await filesOf(folder, place));
        if (now !== sizes) {
          sizes = now;
          const { total, closed } = measured(await openFiles(folder, place));
          if (total !== told) yield { total };
          told = total;
          if (closed) return;
        }
        if (wasOurs) return;
        await clock.wait(LOOK_MS, signal);
      }
    },

    async remove(run) {
      await rm(runFolder(folder, run), { recursive: true, force: true }).catch(() => undefined);
    },
  };
}
