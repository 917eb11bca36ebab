import { type FSWatcher, watch } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../log/log.ts';
import { exists } from '../folderPath.ts';
import { createQueue } from '../queue.ts';
import { remove } from './ownerFiles.ts';

const LOOK_MS = 25;

/** A knock is a file beside the owner's; the owner answers by removing it. */
const knockFile = (leases: string, name: string) => join(leases, `${name}.front`);

/** Calls `onFront` whenever somebody knocks. Returns what stops it. */
export function listenForKnocks(leases: string, name: string, onFront: () => void, log: Logger): () => void {
  const knock = knockFile(leases, name);
  let watcher: FSWatcher | undefined;
  const inTurn = createQueue();
  const look = async () => {
    if (!(await exists(knock))) return;
    onFront();
    await remove(knock);
  };
  const safely = () =>
    void inTurn(look).catch((error: unknown) => log.warn('A second start could not be answered', { error }));
  try {
    watcher = watch(leases, { persistent: false }, safely);
    watcher.on('error', () => watcher?.close());
  } catch (error) {
    log.warn('Second starts cannot be heard: the folder cannot be watched', { error });
  }
  safely();
  return () => watcher?.close();
}

export async function knock(leases: string, name: string, timeoutMs: number): Promise<'shown' | 'silent'> {
  const file = knockFile(leases, name);
  const deadline = performance.now() + timeoutMs;
  try {
    await writeFile(file, '', { mode: 0o600 });
    while (performance.now() < deadline) {
      await pause(LOOK_MS);
      if (!(await exists(file))) return 'shown';
    }
    return 'silent';
  } catch {
    return 'silent';
  } finally {
    await remove(file).catch(() => undefined);
  }
}
