import type { Row } from '../../../shared/domain/column.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import type { Task, TaskStatus, Try } from '../run/states.ts';
import { jsonIn, textIn, textOrNull, truthIn, wholeIn, wholeOrNull } from './cells.ts';
import { among, type Line, textOf } from './lines.ts';
import type { Records } from './records.ts';
import { tablesOf } from './tables.ts';

export const TASK = [
  ...['run', 'step', 'item:whole', 'value', 'status', 'tries:whole', 'last_try:whole', 'cleared:whole'],
  ...['not_before', 'cursor', 'started_at', 'ended_at', 'note', 'stale:whole'],
];
export const TRY = [
  ...['run', 'step', 'item:whole', 'number:whole', 'started_at', 'ended_at', 'status', 'failure', 'outcome'],
  ...['wrote', 'rows:whole'],
];
/** 1,000 steps of 1,000 items: what one run may have. */
const MOST = 1_000_000;

export function taskColumns(table: string): string {
  return TASK.map((column) => `${table}."${column.split(':')[0]}"`).join(', ');
}

type Tasks = Pick<Records, 'tasks' | 'tries'>;

export function createTasks(store: Store): Tasks {
  const { tasks, tries } = tablesOf(store);
  const columns = TRY.map((column) => `"${column.split(':')[0]}"`).join(', ');

  return {
    async tasks(runs, items = false) {
      const found = await store.query(
        `select ${taskColumns('t')} from ${tasks} t where t."run" in ${among(store.engine)}${
          items ? '' : ' and t."item" = -1'
        } order by t."run", t."step", t."item"`,
        [textOf(runs)],
        { limit: MOST },
      );
      if (!found.ok) return found;
      const byRun = new Map<RunId, Task[]>(runs.map((run) => [run, []]));
      for (const row of found.value.rows) byRun.get(textIn(row[0]) as RunId)?.push(taskIn(row));
      return ok(byRun);
    },

    async tries(run, step, item) {
      const chosen = `${step === undefined ? '' : ' and "step" = ?'}${item === undefined ? '' : ' and "item" = ?'}`;
      const found = await store.query(
        `select ${columns} from ${tries} where "run" = ?${chosen} order by "step", "item", "number"`,
        [run, ...(step === undefined ? [] : [step]), ...(item === undefined ? [] : [BigInt(item)])],
        { limit: MOST },
      );
      return found.ok ? ok(found.value.rows.map(tryIn)) : found;
    },
  };
}

export function taskLine(run: RunId, task: Task): Line {
  return [
    run,
    task.step,
    task.item,
    JSON.stringify(task.value),
    task.status,
    task.tries,
    task.lastTry,
    task.cleared,
    task.notBefore,
    task.cursor === undefined || task.cursor === null ? null : JSON.stringify(task.cursor),
    task.startedAt,
    task.endedAt,
    task.note,
    task.stale ? 1 : 0,
  ];
}

export function tryLine(run: RunId, one: Try): Line {
  return [
    run,
    one.step,
    one.item,
    one.number,
    one.startedAt,
    one.endedAt,
    one.status,
    one.failure === null ? null : JSON.stringify(one.failure),
    one.outcome,
    JSON.stringify(one.wrote),
    one.rows === null ? null : Math.round(one.rows),
  ];
}

export function taskIn(row: Row): Task {
  const [, step, item, value, status, tries, lastTry, cleared, notBefore, cursor, ...later] = row;
  const [startedAt, endedAt, note, stale] = later;
  return {
    step: textIn(step) as StepName,
    item: wholeIn(item),
    value: jsonIn(value),
    status: textIn(status) as TaskStatus,
    tries: wholeIn(tries),
    lastTry: wholeIn(lastTry),
    cleared: wholeIn(cleared),
    notBefore: textOrNull(notBefore),
    cursor: cursor === null || cursor === undefined ? null : jsonIn(cursor),
    startedAt: textOrNull(startedAt),
    endedAt: textOrNull(endedAt),
    note: textOrNull(note),
    stale: truthIn(stale),
  };
}

function tryIn(row: Row): Try {
  const [, step, item, number, startedAt, endedAt, status, failure, outcome, wrote, rows] = row;
  return {
    step: textIn(step) as StepName,
    item: wholeIn(item),
    number: wholeIn(number),
    startedAt: textIn(startedAt),
    endedAt: textOrNull(endedAt),
    status: textIn(status) as Try['status'],
    failure: failure === null || failure === undefined ? null : jsonIn(failure),
    outcome: textOrNull(outcome),
    wrote: jsonIn(wrote),
    rows: wholeOrNull(rows),
  };
}
