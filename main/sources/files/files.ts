import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Work } from '../../../shared/domain/job.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { RowSource } from '../../warehouse/store.ts';
import { openFile } from './bytes/openFile.ts';
import type { DryProgress } from './dryRun.ts';
import { runIsolated } from './isolated/isolate.ts';
import type { FileOutcome, RowOrder } from './makeRows.ts';
import type { FilePlan, Preview } from './plan.ts';
import type { PreviewOptions } from './preview.ts';
import { asResult, cancelled, diskTrouble } from './trouble.ts';

const HEAP_MB = 1_536;
const SILENT_MS = 120_000;

const module = (name: string) => new URL(name, import.meta.url).href;

/** What a file holds: format, columns with guessed types, the first fifty rows. Nothing of it is written anywhere. */
export function previewFile(
  path: string,
  options: PreviewOptions = {},
  signal?: AbortSignal,
): Promise<Result<Preview>> {
  return asResult(async () => {
    const order = { module: module('./preview.ts'), input: { path, options } };
    const looking = runIsolated(order, { file: path, heapMb: HEAP_MB, silentMs: SILENT_MS, signal });
    const { value } = await looking.next();
    await looking.return(undefined);
    return value as Preview;
  });
}

/** The rows of a plan, made beside whoever writes them. Rejected ones go to `rejectedTo` when there are more than a thousand, as many as a file takes. */
export function rowSourceOf(
  plan: FilePlan,
  options: { readonly rejectedTo?: string } & Pick<RowSource, 'signal' | 'onProgress'> = {},
): RowSource {
  const { rejectedTo = null, ...rest } = options;
  return {
    module: module('./makeRows.ts'),
    input: { plan, rejectedTo } satisfies RowOrder,
    // Decoding leaves no half of a character; an escape in JSON can write one.
    wellFormed: plan.format.kind === 'csv',
    ...rest,
  };
}

/** How many rows a plan would load and reject, and why. */
export function dryRun(plan: FilePlan, work: Work): Promise<Result<FileOutcome>> {
  return asResult(async () => {
    const running = runIsolated(
      { module: module('./dryRun.ts'), input: plan },
      { file: plan.path, heapMb: HEAP_MB, silentMs: SILENT_MS, signal: work.signal },
    );
    for (;;) {
      const { done, value } = await running.next();
      if (done) return value as FileOutcome;
      const { rows, bytes } = value as DryProgress;
      work.report({ step: `${rows} rows read`, done: bytes, total: plan.fingerprint.bytes, unit: 'bytes' });
    }
  });
}

/** By which a file is known again: SHA-256 of its bytes, as hexadecimal. */
export function hashFile(path: string, work: Work): Promise<Result<string>> {
  return asResult(async () => {
    if (work.signal.aborted) throw cancelled(path);
    const file = openFile(path);
    try {
      const hash = createHash('sha256');
      let done = 0;
      const content = createReadStream(path, { highWaterMark: 1024 ** 2, signal: work.signal });
      for await (const piece of content as AsyncIterable<Buffer>) {
        hash.update(piece);
        done += piece.length;
        work.report({ step: 'recognising the file', done, total: file.fingerprint.bytes, unit: 'bytes' });
      }
      file.assertUnchanged();
      return hash.digest('hex');
    } catch (error) {
      throw work.signal.aborted ? cancelled(path) : diskTrouble(path, error);
    } finally {
      file.close();
    }
  });
}
