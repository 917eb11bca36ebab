import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { LoadOutcome, LoadWish } from '../../shared/contract/files.ts';
import type { Work } from '../../shared/domain/job.ts';
import { nameOf } from '../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { dryRun, rowSourceOf } from '../sources/files/files.ts';
import { columnsOfPlan, type FilePlan } from '../sources/files/plan.ts';
import type { LoadEntry, Loads } from '../warehouse/loads.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** The source that stands for the person's own files. */
const SOURCE = 'files';
const EXAMPLES = 20;
/** From source Node runs the TypeScript; a bundle carries the same entry beside itself. */
const ROWS = new URL(import.meta.url.endsWith('.ts') ? './fileRows.ts' : './fileRows.js', import.meta.url)
  .href;

/** What `fileRows.ts` tells beside the rejected rows, which the load has taken. */
const Told = z.object({ notes: z.array(z.string()) });

/** One file as one load, unless its content is in the relation already. */
export async function landFile(
  { loads }: Warehouse,
  wish: LoadWish,
  plan: FilePlan,
  work: Work,
  hashing: Promise<Result<string>>,
): Promise<Result<LoadOutcome>> {
  const { path } = plan;
  const name = basename(path);
  const hashed = await hashing;
  if (!hashed.ok) return hashed;
  const sha256 = ofItsPart(hashed.value, plan);
  const before = wish.again ? ok(null) : await sameContent(loads, wish, sha256);
  if (!before.ok) return before;
  if (before.value) return duplicate(path, before.value);

  const aside = await mkdtemp(join(tmpdir(), 'leadline-rejected-'));
  try {
    const source = rowSourceOf(plan, { rejectedTo: join(aside, 'rows') });
    const { relation, disposition, contract, key } = wish;
    const landed = await loads.landFrom(
      {
        source: SOURCE,
        stream: nameOf(relation),
        relation,
        disposition,
        contract,
        ...(disposition === 'merge' && { key }),
        file: { path, sha256 },
      },
      columnsOfPlan(plan),
      { ...source, module: ROWS },
      {
        attempt: randomUUID(),
        work: {
          signal: work.signal,
          report: (progress) => work.report({ ...progress, step: `${name}: ${progress.step}` }),
        },
      },
    );
    if (!landed.ok) return landed;
    const { load, rows, rejected, addedColumns, outcome } = landed.value;
    const told = Told.safeParse(outcome).data;
    const examples = await loads.rejected(load, { skip: 0, take: EXAMPLES });
    return ok({
      rows,
      rejected,
      examples: examples.ok ? examples.value : [],
      loads: [load],
      addedColumns: [...addedColumns],
      skipped: [],
      notes: told?.notes ?? [],
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The same file, read to its end, with nothing written. */
export async function tryFile(plan: FilePlan, work: Work): Promise<Result<LoadOutcome>> {
  const tried = await dryRun(plan, {
    signal: work.signal,
    report: (progress) => work.report({ ...progress, step: `${basename(plan.path)}: ${progress.step}` }),
  });
  if (!tried.ok) return tried;
  const { rows, rejected, problems, notes } = tried.value;
  const examples = problems.slice(0, EXAMPLES);
  return ok({ rows, rejected, examples, loads: [], addedColumns: [], skipped: [], notes: [...notes] });
}

/** Two sheets of a workbook, or two files of an archive, are two contents though their bytes are one file. */
function ofItsPart(sha256: string, { packing, format }: FilePlan): string {
  const part = [packing.kind === 'zip' ? packing.entry : null, format.kind === 'excel' ? format.sheet : null];
  if (part.every((one) => one === null)) return sha256;
  return createHash('sha256')
    .update(JSON.stringify([sha256, ...part]))
    .digest('hex');
}

/** The load that brought the same content, unless a later one replaced everything that was there. */
async function sameContent(
  loads: Loads,
  { relation }: LoadWish,
  sha256: string,
): Promise<Result<LoadEntry | null>> {
  const same = await loads.ledger({ relation, sha256, skip: 0, take: 1 });
  if (!same.ok) return same;
  const [found] = same.value;
  if (!found) return ok(null);
  for (let skip = 0; ; skip += LEDGER_PAGE) {
    const page = await loads.ledger({ relation, skip, take: LEDGER_PAGE });
    if (!page.ok) return page;
    const since = page.value.filter(({ load }) => load > found.load);
    if (since.some(({ disposition }) => disposition === 'replace')) return ok(null);
    if (since.length < LEDGER_PAGE) return ok(found);
  }
}

const LEDGER_PAGE = 500;

function duplicate(path: string, { load, at, relation, file }: LoadEntry) {
  const as = file === null || file === path ? '' : `, as ${file}`;
  const day = at.slice(0, 10);
  return fail('FILE_DUPLICATE', {
    message: `${path} is in ${relation} already: load ${load} of ${day} brought the same content${as}.`,
    next: 'Nothing was loaded. Load it again all the same (--again) only if its rows are to be there twice.',
    subject: path,
  });
}
