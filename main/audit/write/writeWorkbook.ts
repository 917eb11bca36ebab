import { ok, type Result } from '../../../shared/errors/failure.ts';
import { RowsTrouble } from '../workbook/rowsTrouble.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { openWholeFile, type WholeFile } from './file/wholeFile.ts';
import { cancelledWriting, writeFailure } from './file/writeFailure.ts';
import { writeParts } from './writeParts.ts';

export interface WriteOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: WriteProgress) => void;
}

export interface WriteProgress {
  /** Rows of all data sheets that are written. */
  readonly rows: number;
  /** Of how many; null where that isn't known. */
  readonly expected: number | null;
  /** The one that is being written. */
  readonly sheet: string;
}

export interface WrittenWorkbook {
  readonly bytes: number;
  readonly sha256: string;
  /** In the order of their tabs, those that go on where one is full included. */
  readonly sheets: readonly WrittenSheet[];
}

export interface WrittenSheet {
  readonly name: string;
  readonly kind: 'data' | 'page';
  /** Of a data sheet without what stands above the table. */
  readonly rows: number;
  /** SHA-256 of the rows as `spelling.ts` spells them, without what a reviewer may change. */
  readonly digest: string;
}

/** Thrown and caught here: nothing else tells a writer deep inside that it may stop. */
class Cancelled extends Error {}

/**
 * Writes a workbook, row by row, to a file that appears when it is whole. The same workbook makes the same bytes. Where it fails or
 * is cancelled, nothing is left of it and what was there before stays.
 */
export async function writeWorkbook(
  book: Workbook,
  path: string,
  { signal, onProgress }: WriteOptions,
): Promise<Result<WrittenWorkbook>> {
  const check = () => {
    if (signal.aborted) throw new Cancelled();
  };
  let file: WholeFile | null = null;
  try {
    check();
    file = await openWholeFile(path);
    const sheets = await writeParts(book, file, { check, onProgress: onProgress ?? (() => undefined) });
    check();
    const sha256 = await file.finish();
    return ok({ bytes: file.size, sha256, sheets });
  } catch (error) {
    await file?.discard();
    if (error instanceof Cancelled) return { ok: false, failure: cancelledWriting(path) };
    if (error instanceof RowsTrouble) return { ok: false, failure: error.failure };
    const failure = writeFailure(error, path);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}
