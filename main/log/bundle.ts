import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Work } from '../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Log } from './log.ts';
import { writeFailure } from './writeFailure.ts';
import { zipInto } from './zip.ts';

export interface Bundle {
  readonly path: string;
  readonly log: Log;
  /** Texts to put beside the log, such as what `doctor` found. */
  readonly extra: readonly { readonly name: string; readonly text: string }[];
  readonly work: Work;
}

const LINES_PER_TURN = 500;

/** Writes under another name first: what stands at `path` is always a complete archive, the old one or the new. */
export async function writeBundle({ path, log, extra, work }: Bundle): Promise<Result<string>> {
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    await log.flush();
    const files = await log.files();
    await writeArchive(partial, { log, extra, work, files });
    work.signal.throwIfAborted();
    await rename(partial, path);
    return ok(
      `The diagnostics bundle is at ${path}: ${files.length + extra.length} files, secrets struck out.`,
    );
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    if (work.signal.aborted) return cancelled(path);
    const failure = writeFailure(error, path);
    if (failure === null) throw error;
    return failure;
  }
}

async function writeArchive(
  partial: string,
  { log, extra, work, files }: Omit<Bundle, 'path'> & { files: readonly string[] },
): Promise<void> {
  const file = await open(partial, 'wx', 0o600);
  try {
    const zip = zipInto(file, (await file.stat()).mtime);
    const total = files.length + extra.length;
    for (const [done, path] of files.entries()) {
      work.report({ step: 'Adding the log', done, total, unit: 'files' });
      // A file may have been rotated away since it was listed.
      const text = await readFile(path, 'utf8').catch(() => '');
      await zip.add(`logs/${basename(path)}`, await redactedLines(text, log, work.signal));
    }
    for (const [index, { name, text }] of extra.entries()) {
      work.signal.throwIfAborted();
      work.report({ step: 'Adding the facts', done: files.length + index, total, unit: 'files' });
      await zip.add(name, Buffer.from(log.redact(text), 'utf8'));
    }
    await zip.finish();
    await file.sync();
    work.report({ step: 'Done', done: total, total, unit: 'files' });
  } finally {
    await file.close();
  }
}

/** In small portions, so that a window stays quick and a cancel is heard. An entry never spans lines. */
async function redactedLines(text: string, log: Log, signal: AbortSignal): Promise<Buffer> {
  const lines = text.split('\n');
  const struck: string[] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_TURN) {
    signal.throwIfAborted();
    for (const line of lines.slice(at, at + LINES_PER_TURN)) struck.push(log.redact(line));
    await turn();
  }
  return Buffer.from(struck.join('\n'), 'utf8');
}

function cancelled(path: string): Result<never> {
  return fail('CANCELLED', {
    message: 'Writing the diagnostics bundle was cancelled; nothing was left behind.',
    next: 'Start it again when you want it.',
    subject: path,
    retry: true,
  });
}
