import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Recomputed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was said of each number, by its name. */
  readonly told: Readonly<Record<string, string>>;
}

/** R's version, or null where there is none. */
export function versionOfR(): string | null {
  const asked = spawnSync('Rscript', ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? `${asked.stdout}${asked.stderr}`.trim() : null;
}

/** What R code says. */
export function runR(code: string): string {
  return execFileSync('Rscript', ['--vanilla', '-'], { input: code, encoding: 'utf8' });
}

/** Runs the script of an exported folder as a person would, from somewhere else and where no locale is set. */
export function recompute(folder: string): Promise<Recomputed> {
  // Compiling what runs once takes longer than running it, and more threads than one take the other tests' time.
  const quick = { R_ENABLE_JIT: '0', OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
  const env = { ...process.env, ...quick, LC_ALL: 'C' };
  return new Promise((resolve) => {
    execFile('Rscript', ['--vanilla', join(folder, 'recompute.R')], { env }, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code);
      const lines = [...out.matchAll(/^(days|weeks|hours|lead|r|p|interval) +(TIES|DIFFERS|not compared)/gm)];
      resolve({ code, out, err, told: Object.fromEntries(lines.map(([, name, said]) => [name, said])) });
    });
  });
}
