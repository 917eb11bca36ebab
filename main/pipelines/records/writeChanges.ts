import type { Value } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import { ENDED, type TaskStatus } from '../run/states.ts';
import { createEndedBackfills } from './endedBackfills.ts';
import { among, type Line, linesOf, overwrite, storable, textOf } from './lines.ts';
import type { Change } from './records.ts';
import { tablesOf } from './tables.ts';
import { TASK, TRY, taskLine, tryLine } from './tasks.ts';

const BEGINS: readonly TaskStatus[] = ['waiting', 'blocked', 'ready', 'running'];

type RunSet = (Change & { what: 'run' })['set'];

const RUN_COLUMNS: Readonly<Record<keyof RunSet, string>> = {
  status: 'status',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  session: 'session',
  interruptions: 'interruptions',
  cancelWanted: 'cancel_wanted',
  round: 'round',
  note: 'note',
};

/** Writes changes of any number of runs within a transaction, in a statement a table. Of one thing the last change counts. */
export function createWriteChanges(store: Store) {
  const { runs, tasks, tries } = tablesOf(store);
  const task = linesOf(store.engine, TASK);
  const attempt = linesOf(store.engine, TRY);
  const known = `join ${runs} r on r."id" = e.value ->> 0`;
  const saveTasks = `insert into ${tasks} (${task.names}) select ${task.values} from ${task.source} ${known} where true
    on conflict ("run", "step", "item") do update set ${overwrite(TASK.slice(3))}`;
  // A try that ended stays as it ended, whoever says what later.
  const saveTries = `insert into ${tries} as t (${attempt.names}) select ${attempt.values} from ${attempt.source} ${known} where true
    on conflict ("run", "step", "item", "number") do update set ${overwrite(TRY.slice(4))} where t."ended_at" is null`;
  const there = `select "id" from ${runs} where "id" in ${among(store.engine)}`;
  const endBackfills = createEndedBackfills(store);

  async function allThere(writing: WriteSession, asked: ReadonlySet<RunId>): Promise<Result<void>> {
    const found = await writing.query(there, [textOf([...asked])]);
    if (!found.ok) return found;
    const ids = new Set(found.value.rows.map(([id]) => id));
    const missing = [...asked].find((id) => !ids.has(id));
    return missing === undefined ? ok(undefined) : unknownRun(missing);
  }

  return async (writing: WriteSession, changes: readonly Change[]): Promise<Result<void>> => {
    const sets = new Map<RunId, RunSet>();
    const taskLines = new Map<string, Line>();
    const tryLines = new Map<string, Line>();
    const named = new Set<RunId>();
    for (const change of changes) {
      if (change.what === 'run') {
        sets.set(change.run, { ...sets.get(change.run), ...change.set });
        continue;
      }
      named.add(change.run);
      if (change.what === 'task') {
        const { step, item } = change.task;
        taskLines.set(`${change.run} ${step} ${item}`, taskLine(change.run, change.task));
      } else {
        const { step, item, number } = change.attempt;
        const key = `${change.run} ${step} ${item} ${number}`;
        if (tryLines.get(key)?.[5] == null) tryLines.set(key, tryLine(change.run, change.attempt));
      }
    }
    for (const [run, set] of sets) {
      const statement = updateOf(runs, run, set);
      if (statement === null) continue;
      const done = await writing.execute(statement.sql, statement.params);
      if (!done.ok) return done;
      if (done.value === 0) return unknownRun(run);
    }
    if (taskLines.size > 0) {
      const done = await writing.execute(saveTasks, [textOf([...taskLines.values()])]);
      if (!done.ok) return done;
      if (done.value !== taskLines.size) {
        const checked = await allThere(writing, named);
        if (!checked.ok) return checked;
      }
    }
    if (tryLines.size > 0) {
      const done = await writing.execute(saveTries, [textOf([...tryLines.values()])]);
      if (!done.ok) return done;
      if (done.value !== tryLines.size) {
        const checked = await allThere(writing, named);
        if (!checked.ok) return checked;
      }
    }
    const ended = [...sets].flatMap(([run, { status }]) =>
      status !== undefined && ENDED.includes(status) ? [run] : [],
    );
    return ended.length === 0 ? ok(undefined) : endBackfills(writing, ended);
  };
}

/**
 * Whether a power cut may take it: what only begins is begun again. Data that a step commits lies in the same log behind
 * it, so that nothing can be there whose beginning isn't.
 */
export function onlyBegins(changes: readonly Change[]): boolean {
  return changes.every((change) => {
    if (change.what === 'run') return false;
    if (change.what === 'try') return change.attempt.endedAt === null;
    const { status } = change.task;
    return BEGINS.includes(status) && change.task.tries === 0;
  });
}

function updateOf(table: string, run: RunId, set: RunSet): { sql: string; params: Value[] } | null {
  const parts = (Object.keys(RUN_COLUMNS) as (keyof RunSet)[]).flatMap((key) => {
    const value = set[key];
    return value === undefined ? [] : [{ name: RUN_COLUMNS[key], value: stored(value) }];
  });
  if (parts.length === 0) return null;
  return {
    sql: `update ${table} set ${parts.map(({ name }) => `"${name}" = ?`).join(', ')} where "id" = ?`,
    params: [...parts.map(({ value }) => value), run],
  };
}

function stored(value: string | number | boolean | null): Value {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return BigInt(value);
  return value === null ? null : storable(value);
}

function unknownRun(run: RunId) {
  return fail('RUN_UNKNOWN', {
    subject: run,
    message: `There is no run ${run} on record, so nothing of it was changed.`,
    next: 'It may be older than what is kept. Look at the list of runs.',
  });
}
