import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes in these folders. What vanishes while it is looked at counts as nothing. */
export function sizeOf(folders: readonly string[]): number {
  return folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
}

function bytesIn(path: string): number {
  try {
    const facts = lstatSync(path);
    if (!facts.isDirectory()) return facts.size;
    return sizeOf(readdirSync(path).map((name) => join(path, name)));
  } catch {
    return 0;
  }
}
