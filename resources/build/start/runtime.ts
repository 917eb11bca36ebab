import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sizeOf } from './growth.ts';
import { runWatched } from './watchdog.ts';

/** Where the runtime is looked for and fetched to. */
export interface RuntimePlace {
  /** The folder of the `electron` package. It is never imported: its entry downloads and can't be stopped. */
  readonly electron: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The path of the runtime's program, or null where it hasn't been fetched. */
export function findRuntime(place: RuntimePlace): string | null {
  const pathFile = join(place.electron, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = place.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(place.electron, 'dist');
  const program = join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

export type Fetched =
  | { readonly ok: true; readonly program: string }
  | { readonly ok: false; readonly why: string };

export interface FetchWatch {
  /** The fetch is given up when nothing has arrived for this long. A slow line that still delivers is waited for. */
  readonly stillFor: number;
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs the package's own installer in a child whose temporary folder is ours, so that its progress can be seen. */
export async function fetchRuntime(place: RuntimePlace, watch: FetchWatch): Promise<Fetched> {
  const installer = join(place.electron, 'install.js');
  if (!existsSync(installer)) return { ok: false, why: 'the electron package is not installed' };
  const temporary = mkdtempSync(join(tmpdir(), 'leadline-runtime-'));
  const watched = [temporary, join(place.electron, 'dist'), cacheFolder(place.env)];
  const before = sizeOf(watched);
  try {
    const end = await runWatched({
      command: process.execPath,
      args: [installer],
      cwd: place.electron,
      env: installerEnvironment(place.env, temporary),
      measure: () => sizeOf(watched),
      onGrowth: (bytes) => watch.onBytes(Math.max(0, bytes - before)),
      stillFor: watch.stillFor,
      ...(watch.signal === undefined ? {} : { signal: watch.signal }),
    });
    if (end.kind === 'still') return { ok: false, why: `nothing arrived for ${watch.stillFor / 1000} s` };
    if (end.kind === 'aborted') return { ok: false, why: 'it was stopped' };
    const program = end.code === 0 ? findRuntime(place) : null;
    return program === null ? { ok: false, why: reasonIn(end.output) } : { ok: true, program };
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

function installerEnvironment(env: NodeJS.ProcessEnv, temporary: string): NodeJS.ProcessEnv {
  return {
    ...env,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    ELECTRON_GET_NO_PROGRESS: '1',
    // Node's fetch follows the usual proxy variables only when asked to.
    NODE_USE_ENV_PROXY: env['NODE_USE_ENV_PROXY'] ?? '1',
  };
}

/** Where the installer keeps finished downloads, by the rules of its own cache. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env['electron_config_cache']) return env['electron_config_cache'];
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'electron');
}

/** The installer ends with a stack trace; a person needs the one thing it means. */
export function reasonIn(output: string): string {
  const answer = /Response code (\d{3})(?: \(([^)]*)\))?/.exec(output);
  if (answer) return `the server answered ${[answer[1], answer[2]].filter(Boolean).join(' ')}`;
  if (/checksum/i.test(output)) return 'what arrived is not the runtime: its checksum is wrong';
  if (/terminated|ECONNRESET|socket hang up|other side closed/i.test(output))
    return 'the connection broke off';
  if (/fetch failed|ENOTFOUND|ECONNREFUSED|EAI_AGAIN/.test(output)) return 'the server cannot be reached';
  const line = output.split('\n').find((candidate) => candidate.trim() !== '');
  return line === undefined ? 'its installer gave no reason' : line.trim().slice(0, 160);
}
