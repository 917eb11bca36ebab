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
  return execFileSync('Rscript', ['--vanilla', '-'], { input: code, encoding: 'utf8', env: frugalR() });
}

/** Runs the script of an exported folder as a person would, from somewhere else and where no locale is set. */
export function recompute(folder: string): Promise<Recomputed> {
  const env = frugalR();
  return new Promise((resolve) => {
    execFile('Rscript', ['--vanilla', join(folder, 'recompute.R')], { env }, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, out, err, told: toldIn(out) });
    });
  });
}

/**
 * The same of many folders in one R, which takes longer to start than to recompute one: the script is read once and run in a world of
 * its own for each folder. `recompute` shows that a person's Rscript does the same.
 */
export function recomputeAll(folders: readonly string[]): ReadonlyMap<string, Recomputed> {
  const [first] = folders;
  if (first === undefined) return new Map();
  const code = `
    script <- parse(${inR(join(first, 'recompute.R'))}, encoding = "UTF-8")
    for (folder in c(${folders.map(inR).join()})) {
      setwd(folder)
      world <- new.env(parent = globalenv())
      world$commandArgs <- function(...) character(0)
      world$quit <- function(save, status = 0, ...) stop(structure(list(status = status), class = c("ended", "error", "condition")))
      ended <- tryCatch(
        withCallingHandlers({ eval(script, world); 0 }, warning = function(w) cat("warned:", conditionMessage(w), "\\n")),
        ended = function(e) e$status,
        error = function(e) { cat("failed:", conditionMessage(e), "\\n"); 2 })
      cat("\\u0001", ended, "\\u0002", sep = "")
    }`;
  const parts = runR(code).split('\u0002');
  return new Map(
    folders.map((folder, at) => {
      const [out = '', code = ''] = (parts[at] ?? '').split('\u0001');
      const err = [...out.matchAll(/^(warned|failed): .*$/gm)].map(([line]) => line).join('\n');
      return [folder, { code: Number(code), out, err, told: toldIn(out) }];
    }),
  );
}

/** Compiling what runs once takes longer than running it, and more threads than one take the other tests' time. */
function frugalR(): NodeJS.ProcessEnv {
  const quick = { R_ENABLE_JIT: '0', OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
  return { ...process.env, ...quick, LC_ALL: 'C' };
}

function toldIn(out: string): Recomputed['told'] {
  const lines = [...out.matchAll(/^(days|weeks|hours|lead|r|p|interval) +(TIES|DIFFERS|not compared)/gm)];
  return Object.fromEntries(lines.map(([, name, said]) => [name, said]));
}

function inR(text: string): string {
  return JSON.stringify(text);
}
