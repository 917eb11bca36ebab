import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { holdLock } from './bundles/lock.ts';
import { MODE_FILES, MODES, type Mode, ROOT } from './bundles/modes.ts';
import { dropStamp, isFresh, stampOf, writeStamp } from './bundles/stamp.ts';

export type Built =
  | { readonly ok: true; readonly built: readonly Mode[] }
  | { readonly ok: false; readonly message: string };

/** Builds what is stale and nothing else; when nothing is, only files' dates have been looked at. */
export async function ensureBuilt(
  modes: readonly Mode[],
  onStep: (line: string) => void,
  root: string = ROOT,
): Promise<Built> {
  if (modes.every((mode) => isFresh(root, mode))) return { ok: true, built: [] };
  try {
    return await holdLock(join(root, 'out'), () => buildStale(modes, onStep, root));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `The bundles could not be written to ${join(root, 'out')}: ${why}` };
  }
}

async function buildStale(
  modes: readonly Mode[],
  onStep: (line: string) => void,
  root: string,
): Promise<Built> {
  const built: Mode[] = [];
  // Looked at again: whoever held the lock before may have built the same.
  for (const mode of modes.filter((candidate) => !isFresh(root, candidate))) {
    const problem = await buildOne(mode, onStep, root);
    if (problem !== null) return { ok: false, message: problem };
    built.push(mode);
  }
  return { ok: true, built };
}

async function buildOne(mode: Mode, onStep: (line: string) => void, root: string): Promise<string | null> {
  const { entry } = MODE_FILES[mode];
  if (!existsSync(join(root, entry)))
    return `There is nothing to build the ${mode} bundle from: ${entry} does not exist.`;
  const started = performance.now();
  onStep(`Building ${mode} …`);
  const stamp = stampOf(root, mode);
  const fresh = mkdtempSync(join(root, 'out', `.${mode}-`));
  try {
    const { code, output } = await runBundler(mode, fresh, root);
    if (code !== 0)
      return `The ${mode} bundle could not be built:\n${stripVTControlCharacters(output).trim()}`;
    swap(root, mode, fresh, stamp);
    onStep(`Built ${mode} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return null;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function runBundler(
  mode: Mode,
  folder: string,
  root: string,
): Promise<{ code: number | null; output: string }> {
  const script = join(import.meta.dirname, 'bundles', 'bundle.ts');
  const child = spawn(process.execPath, [script, mode, folder], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle({ code, output }));
  });
}

/** A folder can't replace another in one step, so the bundle is missing for an instant, but never half there. */
function swap(root: string, mode: Mode, fresh: string, stamp: string): void {
  const place = join(root, 'out', mode);
  const aside = join(root, 'out', `.old-${mode}-${process.pid}`);
  // mkdtemp closes its folders to everyone else; another account may serve what this one built.
  chmodSync(fresh, 0o755);
  mkdirSync(place, { recursive: true });
  dropStamp(root, mode);
  renameSync(place, aside);
  renameSync(fresh, place);
  writeStamp(root, mode, stamp);
  rmSync(aside, { recursive: true, force: true });
}

if (import.meta.main) {
  const outcome = await ensureBuilt(MODES, (line) => console.log(line));
  if (!outcome.ok) console.error(outcome.message);
  else if (outcome.built.length === 0) console.log('Every bundle is up to date.');
  process.exitCode = outcome.ok ? 0 : 1;
}
