import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODE_FILES, type Mode } from './modes.ts';

/**
 * What a bundle was built from: path, size and modification time of every input. Times rather than contents, because
 * this runs before every start and a touched file costs only one build too many. Calls are synchronous for the same
 * reason: for some hundred small files they take a quarter of the time.
 */
export function stampOf(root: string, mode: Mode): string {
  const hash = createHash('sha256');
  for (const input of MODE_FILES[mode].inputs) addTo(hash, root, input);
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const facts = statSync(join(root, path), { throwIfNoEntry: false, bigint: true });
  if (facts === undefined) return;
  if (!facts.isDirectory()) {
    hash.update(`${path}\0${facts.size}\0${facts.mtimeNs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort())
    if (!isTest(name)) addTo(hash, root, `${path}/${name}`);
}

function isTest(name: string): boolean {
  return /\.(test|suite)(\.\w+)?\.tsx?$/.test(name);
}

/** The stamps lie beside the bundles, not in them, so that nothing of the build is served or packaged. */
function stampFile(root: string, mode: Mode): string {
  return join(root, 'out', '.stamps', mode);
}

export function isFresh(root: string, mode: Mode): boolean {
  const file = stampFile(root, mode);
  if (!existsSync(file) || !existsSync(join(root, 'out', mode))) return false;
  return readFileSync(file, 'utf8') === stampOf(root, mode);
}

export function writeStamp(root: string, mode: Mode, stamp: string): void {
  mkdirSync(join(root, 'out', '.stamps'), { recursive: true });
  writeFileSync(stampFile(root, mode), stamp);
}

/** Until the new stamp is written the bundle counts as stale, wherever the build is interrupted. */
export function dropStamp(root: string, mode: Mode): void {
  rmSync(stampFile(root, mode), { force: true });
}
