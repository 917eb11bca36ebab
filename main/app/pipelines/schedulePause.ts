import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Logger } from '../../log/log.ts';

/** Whether scheduled runs of this machine wait, whatever workspace is open. The screen and the tray show and change it. */
export interface SchedulePause {
  paused(): boolean;
  setPaused(paused: boolean): void;
}

const Stored = z.object({ paused: z.boolean() });

/** Kept in a file, so that a pause outlives the program: a schedule that starts by itself again would surprise. */
export function createSchedulePause(file: string, log: Logger): SchedulePause {
  let paused = read(file);
  return {
    paused: () => paused,
    setPaused(wish) {
      paused = wish;
      log.info(wish ? 'The schedule was paused' : 'The schedule was resumed');
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, `${JSON.stringify({ paused })}\n`);
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.warn('The pause of the schedule could not be remembered', { error });
      }
    },
  };
}

function read(file: string): boolean {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, 'utf8'))).paused;
  } catch {
    return false;
  }
}
