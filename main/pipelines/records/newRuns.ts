import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import { textIn } from './cells.ts';
import { among, type Line, linesOf, textOf } from './lines.ts';
import type { NewRun } from './records.ts';
import { tablesOf } from './tables.ts';

const COLUMNS = [
  ...['id', 'pipeline', 'slot', 'kind', 'interval_from', 'interval_to', 'params', 'definition', 'queued_at'],
  ...['priority:whole', 'backfill', 'note', 'status', 'interruptions:whole', 'cancel_wanted:whole'],
  'round:whole',
];

/**
 * Puts runs on record within a transaction and answers which of them are in: inserting one is the claim of its identity.
 * A slot that is on record as run stays claimed also after its run was forgotten, but for a backfill, which may do it again.
 */
export function createNewRuns(store: Store) {
  const { definitions, runs, slots } = tablesOf(store);
  const line = linesOf(store.engine, COLUMNS);
  const text = linesOf(store.engine, ['hash', 'value']);
  const written = `insert into ${definitions} ("hash", "value") select ${text.values} from ${text.source} where true on conflict ("hash") do nothing`;
  const claimed = `insert into ${runs} (${line.names}) select ${line.values} from ${line.source}
    where e.value ->> 3 = 'backfill' or not exists (
      select 1 from ${slots} s where s."pipeline" = e.value ->> 1 and s."slot" = e.value ->> 2 and s."decision" = 'run')
    on conflict do nothing`;
  const found = `select "id" from ${runs} where "id" in ${among(store.engine)}`;

  return async (writing: WriteSession, made: readonly NewRun[]): Promise<Result<ReadonlySet<RunId>>> => {
    if (made.length === 0) return ok(new Set());
    const texts = new Map(
      made.map(({ definition }) => {
        const value = JSON.stringify(definition);
        return [definition, { hash: createHash('sha256').update(value).digest('hex'), value }] as const;
      }),
    );
    const different = new Map([...texts.values()].map(({ hash, value }) => [hash, value]));
    const kept = await writing.execute(written, [textOf([...different])]);
    if (!kept.ok) return kept;
    const lines = made.map((run) => lineOf(run, texts.get(run.definition)?.hash ?? ''));
    const before = await writing.query(found, [textOf(made.map(({ id }) => id))]);
    if (!before.ok) return before;
    const done = await writing.execute(claimed, [textOf(lines)]);
    if (!done.ok) return done;
    const after = await writing.query(found, [textOf(made.map(({ id }) => id))]);
    if (!after.ok) return after;
    const old = new Set(before.value.rows.map(([id]) => id));
    return ok(
      new Set(after.value.rows.flatMap(([id]) => (old.has(id ?? null) ? [] : [textIn(id) as RunId]))),
    );
  };
}

function lineOf(run: NewRun, hash: string): Line {
  return [
    run.id,
    run.pipeline,
    run.slot,
    run.kind,
    run.interval.from,
    run.interval.to,
    JSON.stringify(run.params),
    hash,
    run.queuedAt,
    run.priority,
    run.backfill,
    run.note,
    run.status,
    0,
    0,
    0,
  ];
}
