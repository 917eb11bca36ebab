import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { cellText } from '../../checks/cells.ts';
import type { ModelNode, SnapshotNode } from '../../project/nodes.ts';
import { quoted } from '../../sql/quoted.ts';
import type { NodeRun } from '../nodeRun.ts';
import { ask } from './inOrder.ts';
import { sameKey } from './strategySql.ts';
import { uniquesQuery } from './tableFacts.ts';

/** The sets of columns that a unique index of the table holds. */
export async function uniquesOf(
  run: NodeRun<ModelNode | SnapshotNode>,
  target: BuildPlace,
): Promise<Result<readonly (readonly string[])[]>> {
  const { builds } = run.surroundings;
  const asked = await ask(run, uniquesQuery(builds.engine, builds.written(target)));
  if (!asked.ok) return asked;
  const sets = new Map<string, string[]>();
  for (const [index, column] of asked.value.rows)
    sets.set(String(index), [...(sets.get(String(index)) ?? []), String(column)]);
  return ok([...sets.values()]);
}

/**
 * Refuses, before anything is published, new rows that a unique index would refuse while publishing. Only as many rows are
 * looked up as are new.
 */
export async function refuseDoubles(
  run: NodeRun<ModelNode>,
  told: {
    readonly target: BuildPlace;
    readonly rows: BuildPlace;
    readonly uniques: readonly (readonly string[])[];
    /** By which rows of the table are replaced; null: none are. */
    readonly key: readonly string[] | null;
    readonly brought: ReadonlySet<string>;
  },
): Promise<Result<void>> {
  const { builds } = run.surroundings;
  const [target, rows] = [builds.written(told.target), builds.written(told.rows)];
  for (const columns of told.uniques) {
    // What the new rows don't bring is empty in them, and emptiness is no double.
    if (!columns.every((column) => told.brought.has(column))) continue;
    const among = await ask(run, doubledAmong(rows, columns));
    if (!among.ok) return among;
    const first = among.value.rows[0];
    if (first !== undefined)
      return refuse(run.node, columns, first.map(cellText), 'two of its new rows have');
    if (told.key !== null && sameNames(columns, told.key)) continue;
    const there = await ask(run, takenAlready(builds.engine, rows, target, columns, told.key));
    if (!there.ok) return there;
    const taken = there.value.rows[0];
    if (taken !== undefined)
      return refuse(run.node, columns, taken.map(cellText), 'a new row and one that stays have');
  }
  return ok(undefined);
}

function doubledAmong(rows: string, columns: readonly string[]): string {
  const names = columns.map(quoted).join(', ');
  const there = columns.map((column) => `${quoted(column)} is not null`).join(' and ');
  return `select ${names} from ${rows} where ${there} group by ${names} having count(*) > 1 limit 1`;
}

/** Both engines are held to looking new rows up one by one, by the unique index itself. */
function takenAlready(
  engine: 'sqlite' | 'postgres',
  rows: string,
  target: string,
  columns: readonly string[],
  key: readonly string[] | null,
): string {
  const names = columns.map((column) => `d.${quoted(column)}`).join(', ');
  const same = sameKey(columns, 't', 'd');
  const joined =
    engine === 'postgres'
      ? `cross join lateral (select * from ${target} as t where ${same} offset 0) as t where true`
      : `cross join ${target} as t where ${same}`;
  const stays =
    key === null ? '' : ` and not exists (select 1 from ${rows} as e where ${sameKey(key, 'e', 't')})`;
  return `select ${names} from ${rows} as d ${joined}${stays} limit 1`;
}

export function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

function refuse(
  node: ModelNode,
  columns: readonly string[],
  values: readonly (string | null)[],
  who: string,
): Result<never> {
  const message = `${who} the same ${columns.join(', ')} (${values.join(', ')}), and an index of its table lets only one have it.`;
  return fail('MODEL_FAILED', {
    message: `${node.name} failed: ${message}`,
    next: 'Keep one of the rows in the model’s SQL, or take unique: true from the index.',
    subject: node.uniqueId,
    problems: [{ ...node.codeAt, message, severity: 'error' }],
  });
}
