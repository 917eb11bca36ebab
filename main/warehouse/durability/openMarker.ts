import { readFile, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from './forced.ts';

/** Lies beside the warehouse while it is open. Found at opening, it means that the last one never closed. */
const MARKER = 'warehouse.open';

const Marker = z.object({
  pid: z.number().int(),
  boot: z.string(),
  openedAt: z.string(),
  /** Whether the opening was through: from then on there is a log beside the file until the clean close. */
  ready: z.boolean(),
  /** What lay in it: the only list left when nothing in the file can be read any more. */
  relations: z.array(z.string()),
});
export type Marker = z.infer<typeof Marker>;

export async function leaveMarker(dataFolder: string, marker: Marker): Promise<void> {
  await writeWhole(join(dataFolder, MARKER), `${JSON.stringify(marker)}\n`);
}

export async function removeMarker(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, MARKER), { force: true });
}

/** Null after a clean exit. One that can't be read counts: somebody was writing it. */
export async function findMarker(dataFolder: string): Promise<Marker | 'unreadable' | null> {
  const text = await readFile(join(dataFolder, MARKER), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Marker.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Tells a process that died from a machine that went down. */
export async function bootId(clock: () => Date): Promise<string> {
  const linux = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  // Elsewhere the moment of the boot, in minutes: the clock may be set a little in between.
  return linux?.trim() ?? String(Math.round((clock().getTime() / 1000 - uptime()) / 60));
}
