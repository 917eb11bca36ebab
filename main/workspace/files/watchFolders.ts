import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import type { Logger } from '../../log/log.ts';

export interface FolderWatch {
  /** Watches exactly these from now on; true when one of them wasn't watched before. */
  follow(folders: readonly string[]): boolean;
  /** False while the system refuses to watch one of them: changes there are seen only by looking. */
  complete(): boolean;
  close(): void;
}

/**
 * One watch per folder. Node's recursive watch would also follow `.leadline/`, where the warehouse writes all day, and on
 * Linux it loses files made in a folder before it got round to watching that.
 */
export function watchFolders(onEvent: () => void, log: Logger): FolderWatch {
  const watched = new Map<string, FSWatcher>();
  let refused = new Set<string>();

  function drop(folder: string): void {
    watched.get(folder)?.close();
    watched.delete(folder);
  }

  function start(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        // Told under its own name, the folder itself was moved or deleted: another of that name needs a new watch.
        if (name === basename(folder)) drop(folder);
        onEvent();
      });
      watcher.on('error', () => {
        drop(folder);
        onEvent();
      });
      watched.set(folder, watcher);
    } catch (error) {
      if (!refused.has(folder))
        log.warn('A folder cannot be watched; it is looked at instead', { folder, error });
      refused.add(folder);
    }
  }

  return {
    follow(folders) {
      const wanted = new Set(folders);
      for (const folder of watched.keys()) if (!wanted.has(folder)) drop(folder);
      refused = new Set([...refused].filter((folder) => wanted.has(folder)));
      const before = watched.size;
      for (const folder of wanted) if (!watched.has(folder)) start(folder);
      return watched.size > before;
    },
    complete: () => refused.size === 0,
    close() {
      for (const folder of [...watched.keys()]) drop(folder);
    },
  };
}
