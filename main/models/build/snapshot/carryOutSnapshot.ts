import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { isTrue } from '../../checks/cells.ts';
import { samePlace } from '../../compile/relations.ts';
import type { Compiled, Rendering } from '../../compile/rendering.ts';
import type { SnapshotNode } from '../../project/nodes.ts';
import { quoted } from '../../sql/quoted.ts';
import { toldOf } from '../carry/failed.ts';
import { grantStatements } from '../carry/grants.ts';
import { indexStatements } from '../carry/indexes.ts';
import { type Described, knownColumns } from '../carry/publishedColumns.ts';
import { readHooks } from '../hooks/readHooks.ts';
import { withHooks } from '../hooks/withHooks.ts';
import { copyIndexes, copyTable } from '../incremental/copyTable.ts';
import { ask, askInOrder, askOne, dropInOrder } from '../incremental/inOrder.ts';
import { alterStatements, widened } from '../incremental/schemaChange.ts';
import { scratchOf } from '../incremental/scratchOf.ts';
import { guardsQuery } from '../incremental/tableFacts.ts';
import { columnNamed } from '../incremental/uniqueKey.ts';
import { uniquesOf } from '../incremental/uniqueRows.ts';
import type { CarryOut, NodeRun, Told } from '../nodeRun.ts';
import { gatherHistory, type HistoryGathered } from './gatherHistory.ts';
import { readSnapshotSettings, type SnapshotSettings } from './settings.ts';
import {
  CHANGE,
  firstVersions,
  historyStatements,
  type SnapshotDelta,
  type SnapshotParts,
  twiceBegun,
  viewOfHistory,
} from './snapshotSql.ts';

/**
 * Keeps every version a row ever had. What is there is never made again: versions end and begin, and nothing else happens
 * to the table, in the one transaction that publishes.
 */
export const carryOutSnapshot: CarryOut<SnapshotNode> = async (run) => {
  const target = run.node.relation;
  if (target === null) return { status: 'success', materialized: 'snapshot' };
  const rendering = run.rendering();
  const more: { sql?: string } = {};
  const told = await withHooks(run, rendering, async () => {
    const compiled = await rendering.compile();
    if (!compiled.ok) return compiled;
    more.sql = compiled.value.shown;
    const settings = readSnapshotSettings(run.node, rendering.config);
    if (!settings.ok) return settings;
    return keep({ run, rendering, target, compiled: compiled.value, settings: settings.value });
  });
  const known = { ...more, materialized: 'snapshot', relation: `${target.schema}.${target.identifier}` };
  return told.ok ? { ...told.value, ...known } : toldOf(told.failure, known);
};

interface Keeping {
  readonly run: NodeRun<SnapshotNode>;
  readonly rendering: Rendering;
  readonly target: BuildPlace;
  readonly compiled: Compiled;
  readonly settings: SnapshotSettings;
}

async function keep(keeping: Keeping): Promise<Result<Told>> {
  const { run, target, compiled, settings } = keeping;
  const { builds, current } = run.surroundings;
  const standsIn = !samePlace(current(target), target);
  const live = await run.line.relation(target);
  if (!live.ok) return live;
  const delta = scratchOf(builds, target, 'versions');
  const cleared = await dropInOrder(run, [...(standsIn ? [] : [builds.candidateOf(target)]), delta]);
  if (!cleared.ok) return cleared;
  const parts: SnapshotParts = {
    engine: builds.engine,
    settings,
    sql: compiled.sql.replace(/[\s;]+$/, ''),
    now: moment(run),
  };
  if (live.value === null) return begin(keeping, parts);
  if (live.value.kind !== 'table') {
    const message = `${target.schema}.${target.identifier} is a ${live.value.kind}, and a snapshot keeps its history in a table.`;
    return fail('MODEL_FAILED', {
      message,
      next: 'Rename or drop that relation, or give the snapshot another alias.',
      subject: run.node.uniqueId,
      problems: [{ ...run.node.place, message, severity: 'error' }],
    });
  }
  const gathered = await gatherHistory(run, parts, compiled.shown, {
    live: standsIn ? builds.candidateOf(target) : target,
    delta,
  });
  if (!gathered.ok) return gathered;
  const done = await goOn(keeping, gathered.value, standsIn);
  if (!done.ok) return done;
  const isDeleted = quoted(settings.names.isDeleted);
  const alive = settings.hardDeletes === 'new_record' ? ` and ${isDeleted} = 'False'` : '';
  const twice = await askOne(
    run,
    twiceBegun(settings, builds.written(delta), `${CHANGE} = 'insert'${alive}`),
  );
  if (!twice.ok) return twice;
  const dropped = standsIn || done.value === 'copied' ? await run.line.drop(delta) : ok(undefined);
  if (!dropped.ok) return dropped;
  const { begun, ended } = gathered.value;
  return ok({
    status: 'success',
    rows: begun,
    message: `${versions(begun)} began, ${versions(ended)} ended.${warning(Number(twice.value))}`,
  });
}

/** UTC on both engines, and on SQLite the clock's own text: the project's clock may be set. */
function moment(run: NodeRun<SnapshotNode>): string {
  if (run.surroundings.builds.engine === 'postgres') return "(now() at time zone 'UTC')";
  return `'${run.request.clock().toISOString().replace(/Z$/, '000Z')}'`;
}

async function begin(
  { run, target, compiled, settings }: Keeping,
  parts: SnapshotParts,
): Promise<Result<Told>> {
  const { builds } = run.surroundings;
  const candidate = builds.candidateOf(target);
  const written = builds.written(candidate);
  const made = await ask(run, `create table ${written} as\n${firstVersions(parts)}`, {
    shown: compiled.shown,
    linesBefore: firstVersions(parts).split(parts.sql)[0]?.split('\n').length ?? 1,
  });
  if (!made.ok) return made;
  const more = await askInOrder(run, [
    ...indexStatements(run, candidate),
    ...grantStatements(run, candidate),
  ]);
  if (!more.ok) return more;
  const described = await describeHistory({ run, settings, compiled }, candidate);
  if (!described.ok) return described;
  const twice = await askOne(run, twiceBegun(settings, written, '1 = 1'));
  if (!twice.ok) return twice;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target, ...described.value } });
  const rows = made.value.affected;
  return ok({ status: 'success', rows, message: `${versions(rows)} began.${warning(Number(twice.value))}` });
}

async function goOn(
  { run, rendering, target, compiled, settings }: Keeping,
  gathered: HistoryGathered,
  standsIn: boolean,
): Promise<Result<'copied' | 'delta'>> {
  const { builds } = run.surroundings;
  const { engine } = builds;
  const candidate = builds.candidateOf(target);
  const types = new Map(gathered.liveColumns.map((column) => [column.name, column.dataType]));
  const delta: SnapshotDelta = {
    engine,
    settings,
    live: builds.written(target),
    delta: builds.written(gathered.delta),
    columns: gathered.liveColumns,
    brought: gathered.brought.map((column) => column.name),
    added: gathered.brought.filter((column) => !types.has(column.name)),
  };
  const sameTypes =
    engine === 'sqlite' ||
    gathered.brought.every((column) => (types.get(column.name) ?? column.dataType) === column.dataType);
  const hooked = readHooks(rendering.config, 'post-hook').length > 0;
  const guarded = await askOne(run, guardsQuery(engine, builds.written(target)));
  if (!guarded.ok) return guarded;
  const uniques = await uniquesOf(run, target);
  if (!uniques.ok) return uniques;
  const free = !isTrue(guarded.value) && uniques.value.length === 0;
  if (!standsIn && sameTypes && !hooked && free) {
    const seen = await ask(run, `create view ${builds.written(candidate)} as\n${viewOfHistory(delta)}`);
    if (!seen.ok) return seen;
    const told = await describeHistory({ run, settings, compiled }, candidate);
    if (!told.ok) return told;
    run.made({
      target,
      candidate,
      published: {
        how: 'changed',
        candidate,
        target,
        statements: historyStatements(delta, builds.written(target)),
        ...(told.value.columns === undefined ? {} : { columns: told.value.columns }),
      },
      scratch: [gathered.delta],
    });
    return ok('delta');
  }
  const written = builds.written(candidate);
  if (!standsIn) {
    const copied = await copyTable(run, target, candidate);
    if (!copied.ok) return copied;
  }
  const retyped = widened(gathered.brought, gathered.liveColumns, engine);
  const changed = await askInOrder(run, [
    ...alterStatements({ added: [], removed: [], retyped }, written, engine),
    ...historyStatements(delta, written),
    ...grantStatements(run, candidate),
  ]);
  if (!changed.ok) return changed;
  const indexed = await copyIndexes(run, target, candidate, []);
  if (!indexed.ok) return indexed;
  const described = await describeHistory({ run, settings, compiled }, candidate);
  if (!described.ok) return described;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target, ...described.value } });
  return ok('copied');
}

/** The times of a history are instants of ours, or what the source's own time of change is. */
async function describeHistory(
  { run, settings, compiled }: Pick<Keeping, 'run' | 'settings' | 'compiled'>,
  candidate: BuildPlace,
): Promise<Result<Described>> {
  const known = await knownColumns(run, candidate, compiled.sql);
  if (!known.ok || known.value.columns === undefined || run.surroundings.builds.engine === 'postgres')
    return known;
  const { columns } = known.value;
  const { updatedAt } = settings.rule;
  const given = updatedAt === null ? null : columnNamed(updatedAt.trim(), columns, 'sqlite');
  const type =
    updatedAt === null ? { kind: 'instant' as const } : columns.find((column) => column.name === given)?.type;
  if (type === undefined) return known;
  const { validFrom, validTo, updatedAt: told } = settings.names;
  const times = new Set([validFrom, validTo, told]);
  return ok({
    ...known.value,
    columns: columns.map((column) => (times.has(column.name) ? { ...column, type } : column)),
  });
}

function versions(count: number): string {
  return count === 1 ? '1 version' : `${count} versions`;
}

function warning(keys: number): string {
  if (keys === 0) return '';
  const many = keys === 1 ? 'One key is' : `${keys} keys are`;
  return ` ${many} in the source more than once: each of their rows keeps a history of its own.`;
}
