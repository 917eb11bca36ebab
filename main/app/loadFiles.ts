import { basename } from 'node:path';
import type { FoundColumn, LoadOutcome, LoadWish } from '../../shared/contract/files.ts';
import type { Progress, Work } from '../../shared/domain/job.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { hashFile, previewFile } from '../sources/files/files.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { asInRelation, foundColumns, leftUnread, planAs } from './filePlans.ts';
import { landFile, tryFile } from './landFile.ts';
import { namedFiles, previewOptions } from './previewFiles.ts';

export interface LoadFilesOptions {
  /** Reads everything and counts, and writes nothing. */
  readonly dry: boolean;
  readonly work: Work;
}

const MOST_EXAMPLES = 20;

const NOTHING: LoadOutcome = {
  rows: 0,
  rejected: 0,
  examples: [],
  loads: [],
  addedColumns: [],
  skipped: [],
  notes: [],
};

/** Every file that a wish names, each a load of its own, in their order. What landed before one that fails stays. */
export async function loadFiles(
  warehouse: Warehouse,
  wish: LoadWish,
  { dry, work }: LoadFilesOptions,
): Promise<Result<LoadOutcome>> {
  const named = await namedFiles(wish.paths);
  if (!named.ok) return named;
  const there = await warehouse.store.describe(wish.relation, { signal: work.signal });
  if (!there.ok) return there;
  const files = named.value;
  const several = files.length > 1;
  let sum = NOTHING;
  let first: readonly FoundColumn[] | undefined;
  for (const [at, path] of files.entries()) {
    const report = (progress: Progress) =>
      work.report(
        several ? { ...progress, step: `${progress.step} (file ${at + 1} of ${files.length})` } : progress,
      );
    if (!dry) report({ step: `Recognising ${basename(path)}`, done: 0 });
    const recognising = dry ? null : recognise(path, work.signal);
    const preview = await previewFile(path, previewOptions(wish.reading), work.signal);
    if (!preview.ok) {
      recognising?.stop();
      return landedBefore(preview, sum);
    }
    first ??= asInRelation(foundColumns(preview.value.columns), wish, there.value?.columns ?? []);
    const plan = planAs(preview.value, wish, first);
    const own = { signal: work.signal, report };
    const done =
      recognising === null
        ? await tryFile(plan, own)
        : await landFile(warehouse, partOf(wish, at, several), plan, own, recognising.sha256);
    const others = leftUnread(preview.value, wish.reading);
    if (done.ok) sum = added(sum, { ...done.value, notes: [...others, ...done.value.notes] });
    else if (done.failure.code === 'FILE_DUPLICATE' && several)
      sum = { ...sum, skipped: [...sum.skipped, path] };
    else return landedBefore(done, sum);
  }
  return ok(sum);
}

/** Reads the whole file for its hash while another process looks at its beginning. */
function recognise(path: string, signal: AbortSignal) {
  const stopping = new AbortController();
  const sha256 = hashFile(path, { signal: AbortSignal.any([signal, stopping.signal]), report: () => {} });
  return { sha256, stop: () => stopping.abort() };
}

/** Replacing by several files is replacing by the first and adding the others; each of them belongs to what is there then. */
function partOf(wish: LoadWish, at: number, several: boolean): LoadWish {
  if (wish.disposition !== 'replace' || !several) return wish;
  return { ...wish, disposition: at === 0 ? 'replace' : 'append', again: true };
}

function added(sum: LoadOutcome, one: LoadOutcome): LoadOutcome {
  return {
    rows: sum.rows + one.rows,
    rejected: sum.rejected + one.rejected,
    examples: [...sum.examples, ...one.examples].slice(0, MOST_EXAMPLES),
    loads: [...sum.loads, ...one.loads],
    addedColumns: [...new Set([...sum.addedColumns, ...one.addedColumns])],
    skipped: [...sum.skipped, ...one.skipped],
    notes: [...new Set([...sum.notes, ...one.notes])],
  };
}

/** The files before the one that failed are loads of their own, and a person must know that they are there. */
function landedBefore(failed: Result<never> | Result<unknown>, { loads }: LoadOutcome): Result<LoadOutcome> {
  if (failed.ok) throw new Error('Only a failure stops the loading of files.');
  if (loads.length === 0) return failed;
  const before = loads.length === 1 ? `load ${loads[0]}` : `loads ${loads.join(', ')}`;
  const { failure } = failed;
  return {
    ok: false,
    failure: { ...failure, next: `${failure.next} The files before it are in, as ${before}.` },
  };
}
