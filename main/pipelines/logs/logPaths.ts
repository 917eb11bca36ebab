import { join } from 'node:path';
import type { RunId } from '../ids.ts';
import type { LogPlace } from './stepLogs.ts';

/** Names come from outside too, and none may lead out of the folder. */
function safe(name: string): string {
  return name.replace(/[^\w-]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

export function runFolder(folder: string, run: RunId): string {
  return join(folder, safe(run) || '%');
}

/** What the files of one try begin with. */
export function stemOf({ step, item, try: number }: LogPlace): string {
  return `${safe(step)}.${item < 0 ? '' : `item-${item}.`}try-${number}`;
}

/** `orders.try-1.log` holds the first lines; `orders.try-1.from-000020001.log` those from line 20,001 on. */
export function headName(place: LogPlace): string {
  return `${stemOf(place)}.log`;
}

export function tailName(place: LogPlace, first: number): string {
  return `${stemOf(place)}.from-${String(first).padStart(9, '0')}.log`;
}

/** The number of its first line; null for what is no tail of this try. */
export function firstOfTail(place: LogPlace, name: string): number | null {
  const stem = `${stemOf(place)}.from-`;
  if (!name.startsWith(stem) || !name.endsWith('.log')) return null;
  const digits = name.slice(stem.length, -'.log'.length);
  return /^\d{9,}$/.test(digits) ? Number(digits) : null;
}
