import type { Value } from '../../../shared/domain/column.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Disposition, LoadEntry, LoadPlan, LoadSummary } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import type { LoadTables } from './loadTables.ts';
import { type Line, type Reader, readLines } from './readings.ts';

export interface Landed {
  readonly summary: LoadSummary;
  readonly outcome: unknown;
}

/** Landings of several processes into one PostgreSQL take turns from here to the end of their transactions. */
export function takeTurn(session: WriteSession, tables: LoadTables): Promise<Result<number>> {
  return session.execute(`update ${tables.counters} set "value" = "value" where "name" = 'load'`);
}

/** A rolled-back load gives its id back; nothing of it is left that bears it. */
export async function claimLoad(session: WriteSession, tables: LoadTables): Promise<Result<number>> {
  const raised = await session.execute(
    `update ${tables.counters} set "value" = "value" + 1 where "name" = 'load'`,
  );
  if (!raised.ok) return raised;
  const read = await readLines(session, `select "value" from ${tables.counters} where "name" = 'load'`);
  if (!read.ok) return read;
  const [counter] = read.value;
  if (counter === undefined) throw new Error('The loads have no counter.');
  return ok(counter.number('value'));
}

/** What this attempt landed before, when only its reply was lost. */
export async function findAttempt(
  reader: Reader,
  tables: LoadTables,
  plan: LoadPlan,
  attempt: string,
): Promise<Result<Landed | null>> {
  const read = await readLines(reader, `select * from ${tables.loads} where "attempt" = ?`, [attempt]);
  if (!read.ok) return read;
  const [line] = read.value;
  if (line === undefined) return ok(null);
  const entry = entryOf(line);
  if (entry.source !== plan.source || entry.stream !== plan.stream || entry.relation !== plan.relation)
    return fail('LOAD_REFUSED', {
      message: `The attempt ${attempt} has already landed ${entry.stream} of ${entry.source} in ${entry.relation}, not ${plan.stream} of ${plan.source} in ${plan.relation}.`,
      next: 'Start the load again; it gets an attempt of its own.',
      subject: plan.relation,
    });
  const { outcome, ...detail } = JSON.parse(line.text('detail')) as Detail;
  const { load, relation, rows, rejected, schemaVersion } = entry;
  return ok({ summary: { load, relation, rows, rejected, schemaVersion, ...detail }, outcome });
}

type Detail = Pick<LoadSummary, 'children' | 'addedColumns'> & { readonly outcome: unknown };

/** The last statement of a load's transaction: by it the load exists. */
export function listLoad(
  session: WriteSession,
  tables: LoadTables,
  plan: LoadPlan,
  landed: Landed & { readonly attempt: string; readonly at: string },
): Promise<Result<number>> {
  const { summary, outcome, attempt, at } = landed;
  const detail: Detail = { children: summary.children, addedColumns: summary.addedColumns, outcome };
  const line: Readonly<Record<string, Value>> = {
    load: BigInt(summary.load),
    at,
    attempt,
    source: plan.source,
    stream: plan.stream,
    relation: plan.relation,
    disposition: plan.disposition,
    rows: BigInt(summary.rows),
    rejected: BigInt(summary.rejected),
    file: plan.file?.path ?? null,
    sha256: plan.file?.sha256 ?? null,
    schema_version: summary.schemaVersion,
    detail: JSON.stringify(detail),
  };
  const names = Object.keys(line).map((name) => `"${name}"`);
  return session.execute(
    `insert into ${tables.loads} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    Object.values(line),
  );
}

export async function readLedger(
  reader: Reader,
  tables: LoadTables,
  filter: { relation?: RelationName; sha256?: string; skip: number; take: number },
): Promise<Result<LoadEntry[]>> {
  const wanted: [string, Value][] = [];
  if (filter.relation !== undefined) wanted.push(['"relation" = ?', filter.relation]);
  if (filter.sha256 !== undefined) wanted.push(['"sha256" = ?', filter.sha256]);
  const where = wanted.length === 0 ? '' : `where ${wanted.map(([condition]) => condition).join(' and ')}`;
  const read = await readLines(
    reader,
    `select * from ${tables.loads} ${where} order by "load" desc limit ? offset ?`,
    [...wanted.map(([, value]) => value), BigInt(filter.take), BigInt(filter.skip)],
  );
  return read.ok ? ok(read.value.map(entryOf)) : read;
}

function entryOf(line: Line): LoadEntry {
  return {
    load: line.number('load'),
    at: line.text('at'),
    source: line.text('source'),
    stream: line.text('stream'),
    relation: RelationName.parse(line.text('relation')),
    disposition: line.text('disposition') as Disposition,
    rows: line.number('rows'),
    rejected: line.number('rejected'),
    file: line.textOrNull('file'),
    sha256: line.textOrNull('sha256'),
    schemaVersion: line.text('schema_version'),
  };
}
