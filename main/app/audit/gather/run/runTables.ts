import type { Value } from '../../../../../shared/domain/column.ts';
import type { RelationTold } from '../../../../audit/packages/material/common.ts';
import type { RowSet } from '../../../../audit/packages/material/rowSet.ts';
import type { Task, Try } from '../../../../pipelines/run/states.ts';
import { instantColumn, numberColumn, textColumn, wholeColumn } from '../rowColumns.ts';

/** A row a step, as the run left it. */
export function stepsSet(steps: readonly Task[], tries: readonly Try[]): RowSet {
  const rowsOf = (task: Task) =>
    tries
      .filter((one) => one.step === task.step && one.item === task.item && one.status === 'succeeded')
      .at(-1)?.rows ?? null;
  const rows = steps.map((task): Value[] => [
    ...[task.step, task.item < 0 ? null : BigInt(task.item + 1), task.status, BigInt(task.tries)],
    ...[instant(task.startedAt), instant(task.endedAt), seconds(task.startedAt, task.endedAt), rowsOf(task)],
    task.note,
  ]);
  return {
    name: 'Steps',
    title: 'Steps of the run, each as it was left',
    count: rows.length,
    rows,
    columns: [
      textColumn('step', 'Its name in the pipeline.', 'figure'),
      wholeColumn('item', 'Of a step that runs for each of a list.', 'figure'),
      textColumn('status', '', 'figure'),
      wholeColumn('tries', 'That counted since it was last cleared.', 'figure'),
      instantColumn('started', 'UTC.'),
      instantColumn('ended', 'UTC.'),
      numberColumn('seconds', 'From its start to its end.'),
      wholeColumn('rows', 'That its last successful try brought, where rows are what it is about.'),
      textColumn('note', 'Why it waited, was skipped or failed.', 'free text'),
    ],
  };
}

/** A row a try. */
export function triesSet(tries: readonly Try[]): RowSet {
  const rows = tries.map((one): Value[] => [
    ...[one.step, one.item < 0 ? null : BigInt(one.item + 1), BigInt(one.number), one.status],
    ...[instant(one.startedAt), instant(one.endedAt), seconds(one.startedAt, one.endedAt), one.rows],
    ...[one.outcome, one.failure?.message ?? null, BigInt(one.wrote.length)],
  ]);
  return {
    name: 'Tries',
    title: 'Every try of every step',
    count: rows.length,
    rows,
    columns: [
      textColumn('step', '', 'figure'),
      wholeColumn('item', '', 'figure'),
      wholeColumn('try', 'Counted over all clearings.', 'figure'),
      textColumn('status', '', 'figure'),
      instantColumn('started', 'UTC.'),
      instantColumn('ended', 'UTC.'),
      numberColumn('seconds'),
      wholeColumn('rows'),
      textColumn('outcome', 'What it did, in its own words.', 'free text'),
      textColumn('failure', 'Why it failed.', 'free text'),
      wholeColumn('relations', 'That it wrote.', 'figure'),
    ],
  };
}

/** A row a relation that was written, as it stands now. */
export function wroteSet(
  wrote: readonly string[],
  relations: readonly RelationTold[],
  endedAt: string | null,
): RowSet {
  const rows = wrote.map((relation): Value[] => {
    const its = relations.find((one) => one.relation === relation);
    const since = its?.at != null && endedAt !== null && its.at > endedAt;
    return [relation, its?.rows ?? null, its?.version ?? null, its?.at ?? null, since ? 'yes' : 'no'];
  });
  return {
    name: 'Wrote',
    title: 'Relations that the run wrote, as they stand now',
    count: rows.length,
    rows,
    columns: [
      textColumn('relation', '', 'figure'),
      wholeColumn('rows now'),
      textColumn('version', 'The load, build or step that wrote it last.', 'figure'),
      instantColumn('written', 'UTC.'),
      textColumn('written again since', 'Whether something wrote it after the run had ended.', 'figure'),
    ],
  };
}

function instant(at: string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function seconds(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000;
}
