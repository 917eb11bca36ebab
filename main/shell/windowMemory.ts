import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../log/log.ts';
import { WindowPlace } from './bounds.ts';

/**
 * Remembers the window's place in one small file. Saving waits until the window has rested, and is synchronous
 * because the last save happens while the process is leaving.
 */
export interface WindowMemory {
  recall(): WindowPlace | null;
  note(place: WindowPlace): void;
  /** Writes at once what is still waiting. */
  flush(): void;
}

export function createWindowMemory(file: string, log: Logger, restMs = 400): WindowMemory {
  let waiting: WindowPlace | null = null;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (!waiting) return;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(waiting)}\n`);
      renameSync(`${file}.new`, file);
    } catch (error) {
      // A window that opens in the middle next time is no reason to disturb anyone.
      log.warn('The window could not be remembered', { error });
    }
    waiting = null;
  }

  return {
    recall() {
      try {
        return WindowPlace.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    note(place) {
      waiting = place;
      clearTimeout(timer);
      timer = setTimeout(flush, restMs);
    },
    flush,
  };
}
