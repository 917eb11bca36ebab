import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { isTrue } from '../../checks/cells.ts';
import type { ModelNode } from '../../project/nodes.ts';
import { quoted } from '../../sql/quoted.ts';
import { grantStatements } from '../carry/grants.ts';
import { knownColumns } from '../carry/publishedColumns.ts';
import type { NodeRun } from '../nodeRun.ts';
import { copyIndexes, copyTable, indexStatement } from './copyTable.ts';
import { type Delta, mergedRows, viewOfDelta } from './deltaView.ts';
import type { Gathered } from './gatherDelta.ts';
import { ask, askInOrder, askOne, dropInOrder } from './inOrder.ts';
import { scratchOf } from './scratchOf.ts';
import type { BuiltInStrategy, IncrementalSettings } from './settings.ts';
import { ambiguousMatch, changeStatements, doubledKey, type RowChange } from './strategySql.ts';
import { lookupQuery, mostlyNewQuery, tableStatement } from './tableFacts.ts';
import { columnNamed, keyColumns } from './uniqueKey.ts';
import { refuseDoubles, sameNames } from './uniqueRows.ts';

/**
 * Changes a table without copying it. Readers' rows stay where they are; the candidate is a view of them as they will be, and
 * publishing makes it so from the same rows.
 */
export async function changeByDelta(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  settings: IncrementalSettings,
  strategy: BuiltInStrategy,
  gathered: Gathered,
  uniques: readonly (readonly string[])[],
): Promise<Result<void>> {
  const { builds } = run.surroundings;
  const { engine } = builds;
  const scratch = [gathered.delta];
  const typed = await asTableHasThem(run, target, gathered);
  if (!typed.ok) return typed;
  if (typed.value !== gathered.delta) scratch.push(typed.value);

  const key = strategy === 'append' ? null : settings.key;
  const columns = key === null ? null : keyColumns(key, gathered.liveColumns, engine);
  const brought = gathered.brought.map((column) => column.name);
  let rows = typed.value;
  let broughtNow = brought;
  let how: BuiltInStrategy = strategy;
  const looked = await looksUp(run, target, columns, gathered.rows);
  if (!looked.ok) return looked;
  if (strategy === 'merge' && columns !== null) {
    const merged = scratchOf(builds, target, 'merged');
    scratch.push(merged);
    const done = await mergeRows(run, {
      target,
      rows,
      merged,
      columns,
      brought,
      settings,
      gathered,
      lookedUp: looked.value,
    });
    if (!done.ok) return done;
    rows = merged;
    broughtNow = gathered.liveColumns.map((column) => column.name);
    how = 'delete+insert';
  }
  const ready = await findable(run, rows, columns);
  if (!ready.ok) return ready;
  const distinct = await refuseDoubles(run, {
    target,
    rows,
    uniques,
    key: columns,
    brought: new Set(broughtNow),
  });
  if (!distinct.ok) return distinct;

  const delta: Delta = {
    engine,
    live: builds.written(target),
    delta: builds.written(rows),
    columns: gathered.liveColumns,
    brought: new Set(broughtNow),
    key,
    keyColumns: columns,
  };
  const candidate = builds.candidateOf(target);
  const anew = await mostlyNew(run, target, gathered.rows);
  if (!anew.ok) return anew;
  if (anew.value) return makeAnew(run, target, candidate, delta, scratch);
  const seen = await ask(run, `create view ${builds.written(candidate)} as\n${viewOfDelta(delta)}`);
  if (!seen.ok) return seen;
  const change: RowChange = {
    engine,
    strategy: how,
    delta: delta.delta,
    key,
    predicates: [],
    columns: broughtNow,
    updates: [],
    lookedUp: looked.value ? columns : null,
    replaced: engine === 'sqlite' && holdsKey(uniques, columns, delta) ? columns : null,
  };
  run.made({
    target,
    candidate,
    published: {
      how: 'changed',
      candidate,
      target,
      statements: changeStatements(change, builds.written(target)),
    },
    scratch,
  });
  return ok(undefined);
}

/**
 * Whether the table's one unique index finds the row that a new one replaces, and the new one says all there is in it. Beside
 * another unique index, rows that exchange its values would meet half-way.
 */
function holdsKey(
  uniques: readonly (readonly string[])[],
  key: readonly string[] | null,
  { columns, brought }: Delta,
): boolean {
  const [unique, ...more] = uniques;
  if (key === null || unique === undefined || more.length > 0 || !sameNames(unique, key)) return false;
  return columns.every((column) => brought.has(column.name));
}

/** Below this either is done at once. */
const MANY = 10_000;

async function mostlyNew(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  rows: number,
): Promise<Result<boolean>> {
  const { builds } = run.surroundings;
  if (rows < MANY) return ok(false);
  const asked = await askOne(run, mostlyNewQuery(builds.engine, builds.written(target), rows));
  return asked.ok ? ok(isTrue(asked.value)) : asked;
}

/** The rows that stay and the new ones in a table that takes the place of the old: publishing is then a rename. */
async function makeAnew(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  candidate: BuildPlace,
  delta: Delta,
  scratch: readonly BuildPlace[],
): Promise<Result<void>> {
  const made = await copyTable(run, target, candidate, viewOfDelta(delta));
  if (!made.ok) return made;
  const indexed = await copyIndexes(run, target, candidate, []);
  if (!indexed.ok) return indexed;
  const granted = await askInOrder(run, grantStatements(run, candidate));
  if (!granted.ok) return granted;
  const described = await knownColumns(run, candidate, null);
  if (!described.ok) return described;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target, ...described.value } });
  return dropInOrder(run, scratch);
}

/**
 * The new rows in the types of the table, so that what inserting them would refuse is refused now. Mostly they have them
 * already, and stay where they are.
 */
async function asTableHasThem(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  { delta, deltaColumns, liveColumns, brought }: Gathered,
): Promise<Result<BuildPlace>> {
  const { builds } = run.surroundings;
  const types = new Map(deltaColumns.map((column) => [column.name, column.dataType]));
  const names = new Set(brought.map((column) => column.name));
  const wanted = liveColumns.filter((column) => names.has(column.name));
  const same = wanted.every((column) => column.nullable && types.get(column.name) === column.dataType);
  if (same && liveColumns.every((column) => column.nullable || names.has(column.name))) return ok(delta);
  const typed = scratchOf(builds, target, 'typed');
  const list = wanted.map((column) => quoted(column.name)).join(', ');
  const left = liveColumns.filter((column) => !names.has(column.name));
  const nulls = left.map((column) => `, null as ${quoted(column.name)}`).join('');
  const all = [...wanted, ...left];
  const done = await askInOrder(run, [
    tableStatement(builds.written(typed), all),
    `insert into ${builds.written(typed)} (${all.map((column) => quoted(column.name)).join(', ')})
select ${list}${nulls} from ${builds.written(delta)}`,
  ]);
  return done.ok ? ok(typed) : done;
}

async function mergeRows(
  run: NodeRun<ModelNode>,
  told: {
    readonly target: BuildPlace;
    readonly rows: BuildPlace;
    readonly merged: BuildPlace;
    readonly columns: readonly string[];
    readonly brought: readonly string[];
    readonly settings: IncrementalSettings;
    readonly gathered: Gathered;
    readonly lookedUp: boolean;
  },
): Promise<Result<void>> {
  const { builds } = run.surroundings;
  const live = builds.written(told.target);
  const delta = builds.written(told.rows);
  const { columns, brought, gathered } = told;
  const ready = await findable(run, told.rows, columns);
  if (!ready.ok) return ready;
  const unclear = await refuseAmbiguous(run, delta, live, columns);
  if (!unclear.ok) return unclear;
  const merged = mergedRows(
    {
      engine: builds.engine,
      live,
      delta,
      columns: gathered.liveColumns,
      brought: new Set(brought),
      keyColumns: columns,
      lookedUp: told.lookedUp,
    },
    updatedColumns(told.settings, gathered, builds.engine) ?? new Set(brought),
  );
  const unlogged = builds.engine === 'postgres' ? 'unlogged ' : '';
  const done = await ask(run, `create ${unlogged}table ${builds.written(told.merged)} as\n${merged}`);
  return done.ok ? ok(undefined) : done;
}

/** The columns a match changes, by name; null when one of them is written as no name of a column is. */
export function updatedColumns(
  settings: IncrementalSettings,
  gathered: Gathered,
  engine: 'sqlite' | 'postgres',
): ReadonlySet<string> | null {
  const names = gathered.brought.map((column) => column.name);
  if (settings.updateOnly !== null) {
    const found = settings.updateOnly.map((one) => columnNamed(one.trim(), gathered.brought, engine));
    return found.every((one) => one !== null) ? new Set(found) : null;
  }
  const kept = new Set((settings.updateExcept ?? []).map((one) => one.toLowerCase()));
  return new Set(names.filter((name) => !kept.has(name.toLowerCase())));
}

/**
 * A small relation that a large one is looked up in: SQLite wants an index for it, Postgres to know that it is small.
 */
async function findable(
  run: NodeRun<ModelNode>,
  rows: BuildPlace,
  columns: readonly string[] | null,
): Promise<Result<void>> {
  const { builds } = run.surroundings;
  const written = builds.written(rows);
  const statements: string[] = [];
  if (columns !== null && builds.engine === 'sqlite')
    statements.push(indexStatement(`${rows.identifier} key`, written, columns, false));
  if (builds.engine === 'postgres') statements.push(`analyze ${written}`);
  const done = await askInOrder(run, statements);
  return done.ok ? ok(undefined) : done;
}

async function looksUp(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  columns: readonly string[] | null,
  rows: number,
): Promise<Result<boolean>> {
  const { builds } = run.surroundings;
  if (columns === null || builds.engine === 'sqlite') return ok(false);
  const found = await askOne(run, lookupQuery(builds.written(target), columns, rows));
  return found.ok ? ok(found.value === true) : found;
}

export async function refuseAmbiguous(
  run: NodeRun<ModelNode>,
  delta: string,
  target: string,
  key: readonly string[],
): Promise<Result<void>> {
  const doubled = await askOne(run, doubledKey(delta, key));
  if (!doubled.ok) return doubled;
  if (doubled.value === null) return ok(undefined);
  const found = await askOne(run, ambiguousMatch(delta, target, key));
  if (!found.ok) return found;
  if (found.value === null) return ok(undefined);
  const message = `two of the new rows have the key ${String(found.value)} of one row of the table, and merge can’t tell which it should become.`;
  return fail('MODEL_FAILED', {
    message: `${run.node.name} failed: ${message}`,
    next: 'Keep one row a key in the model’s SQL, for example with row_number(), or use delete+insert.',
    subject: run.node.uniqueId,
    problems: [{ ...run.node.codeAt, message, severity: 'error' }],
  });
}
