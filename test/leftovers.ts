import { cpSync, lstatSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST = 256 * 1024 ** 2;

/**
 * Call this on a folder that a test is about to remove, when a secret has passed near it: a workspace, a log folder, an
 * export. It is copied aside, and after the run the canary is looked for in it. Outside `npm test` nothing happens.
 *
 *     afterEach(async () => {
 *       keepForSweep(folder);
 *       await rm(folder, { recursive: true });
 *     });
 */
export function keepForSweep(folder: string, into: string | undefined = process.env['LEADLINE_SWEEP']): void {
  if (into === undefined) return;
  const size = bytesIn(folder);
  if (size > LARGEST)
    throw new Error(
      `${folder} holds ${size} bytes: keep only the part a secret could be in (256 MB at most).`,
    );
  cpSync(folder, mkdtempSync(join(into, 'kept-')), { recursive: true, filter: isPlain });
}

/** Sockets and links are nothing to search. */
function isPlain(path: string): boolean {
  const facts = lstatSync(path);
  return facts.isDirectory() || facts.isFile();
}

function bytesIn(path: string): number {
  const facts = lstatSync(path);
  if (!facts.isDirectory()) return facts.isFile() ? facts.size : 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
