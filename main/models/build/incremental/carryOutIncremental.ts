import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { isTrue } from '../../checks/cells.ts';
import { samePlace } from '../../compile/relations.ts';
import type { Compiled, Rendering } from '../../compile/rendering.ts';
import { asList } from '../../project/config/mergeConfig.ts';
import type { ModelNode } from '../../project/nodes.ts';
import type { PlainMap } from '../../project/plain.ts';
import { contractFaults, contractOf } from '../carry/contract.ts';
import { toldOf } from '../carry/failed.ts';
import { makeAs, prepareMaking, toldOfMaking } from '../carry/making.ts';
import { readHooks } from '../hooks/readHooks.ts';
import { withHooks } from '../hooks/withHooks.ts';
import type { CarryOut, NodeRun, Told } from '../nodeRun.ts';
import { changeByCopy } from './changeByCopy.ts';
import { changeByDelta, updatedColumns } from './changeByDelta.ts';
import { indexStatement } from './copyTable.ts';
import { type Gathered, gatherDelta } from './gatherDelta.ts';
import { ask, askOne, dropInOrder } from './inOrder.ts';
import { strategyMacro } from './overrides.ts';
import { differs } from './schemaChange.ts';
import { scratchOf } from './scratchOf.ts';
import { type IncrementalSettings, readIncrementalSettings } from './settings.ts';
import { guardsQuery } from './tableFacts.ts';
import { keyColumns } from './uniqueKey.ts';
import { uniquesOf } from './uniqueRows.ts';

/**
 * A model that adds to what is there, or replaces parts of it.
 *
 *   no table yet, a view in its place, full refresh → the table is made anew
 *   otherwise → its SQL sees what readers see through `{{ this }}`, and what it gives changes that by a delta or on a copy
 */
export const carryOutIncremental: CarryOut<ModelNode> = async (run) => {
  const target = run.node.relation;
  if (target === null) return { status: 'success', materialized: 'incremental' };
  const live = await run.line.relation(target);
  if (!live.ok) return toldOf(live.failure);
  return live.value?.kind === 'table' && !refreshes(run) ? addTo(run, target) : fill(run);
};

async function addTo(run: NodeRun<ModelNode>, target: BuildPlace): Promise<Told> {
  const rendering = run.rendering();
  const more: { sql?: string } = {};
  const told = await withHooks(run, rendering, async () => {
    // A hook that changed its copy has changed what the SQL must see.
    const fresh = standsIn(run, target) ? run.rendering({ incremental: true }) : rendering;
    const compiled = await fresh.compile();
    if (!compiled.ok) return compiled;
    more.sql = compiled.value.shown;
    const settings = readIncrementalSettings(run.node, rendering.config, run.surroundings.builds.engine);
    if (!settings.ok) return settings;
    return change(run, rendering, target, compiled.value, settings.value);
  });
  const known = { ...more, materialized: 'incremental', relation: `${target.schema}.${target.identifier}` };
  return told.ok ? { ...told.value, ...known } : toldOf(told.failure, known);
}

async function fill(run: NodeRun<ModelNode>): Promise<Told> {
  const making = await prepareMaking(run);
  if (!making.ok) return toldOf(making.failure);
  const { rendering, candidate } = making.value;
  const settings = readIncrementalSettings(run.node, rendering.config, run.surroundings.builds.engine);
  if (!settings.ok) return toldOf(settings.failure);
  const made = await makeAs(making.value, 'table');
  const found = made.ok
    ? await indexKey(run, candidate, settings.value, made.value.rows ?? 0)
    : ok(undefined);
  const all = found.ok ? made : found;
  return toldOfMaking(making.value, all, 'incremental', settings.value.notices[0]);
}

/** Below this Postgres reads a whole table as fast as it finds rows by an index. */
const WORTH_AN_INDEX = 100_000;

/** So that what is replaced later is found without reading the whole table. Who names indexes for a model has thought of it. */
async function indexKey(
  run: NodeRun<ModelNode>,
  candidate: BuildPlace,
  settings: IncrementalSettings,
  rows: number,
): Promise<Result<void>> {
  const { builds } = run.surroundings;
  if (settings.key === null || settings.builtIn === 'append' || settings.builtIn === null)
    return ok(undefined);
  const indexes = asList(run.node.config['indexes']);
  if (indexes.length > 0 || (builds.engine === 'postgres' && rows < WORTH_AN_INDEX)) return ok(undefined);
  const found = await run.line.columns(candidate);
  if (!found.ok) return found;
  const columns = keyColumns(settings.key, found.value, builds.engine);
  if (columns === null) return ok(undefined);
  const name =
    builds.engine === 'postgres' ? '' : `${candidate.identifier} key ${run.surroundings.invocation.id}`;
  const made = await ask(run, indexStatement(name, builds.written(candidate), columns, false));
  return made.ok ? ok(undefined) : made;
}

function standsIn(run: NodeRun<ModelNode>, target: BuildPlace): boolean {
  return !samePlace(run.surroundings.current(target), target);
}

function refreshes(run: NodeRun<ModelNode>): boolean {
  const own = run.node.config['full_refresh'];
  return typeof own === 'boolean' ? own : run.surroundings.invocation.fullRefresh;
}

async function change(
  run: NodeRun<ModelNode>,
  rendering: Rendering,
  target: BuildPlace,
  compiled: Compiled,
  settings: IncrementalSettings,
): Promise<Result<Told>> {
  const { builds } = run.surroundings;
  const copied = standsIn(run, target);
  const macro = strategyMacro(run.request.project, run.node, rendering, settings);
  if (!macro.ok) return macro;
  const contract = contractOf(run.node);
  const kept = contract === null ? ok(undefined) : await contractFaults(run, contract, compiled);
  if (!kept.ok) return kept;
  const delta = scratchOf(builds, target, 'rows');
  const cleared = await dropInOrder(run, [
    ...(copied ? [] : [builds.candidateOf(target)]),
    delta,
    scratchOf(builds, target, 'typed'),
    scratchOf(builds, target, 'merged'),
  ]);
  if (!cleared.ok) return cleared;
  const gathered = await gatherDelta(run, compiled, settings, {
    live: copied ? builds.candidateOf(target) : target,
    delta,
  });
  if (!gathered.ok) return gathered;

  const strategy = settings.builtIn;
  const plain =
    !copied &&
    macro.value === null &&
    strategy !== null &&
    canBeDelta(run, rendering.config, settings, gathered.value);
  const guards = plain ? await guardsOf(run, target, settings, gathered.value) : ok(null);
  if (!guards.ok) return guards;
  const done =
    plain && guards.value !== null
      ? await changeByDelta(run, target, settings, strategy, gathered.value, guards.value)
      : await changeByCopy({
          run,
          rendering,
          target,
          settings,
          compiled,
          macro: macro.value,
          gathered: gathered.value,
          standsIn: copied,
        });
  if (!done.ok) return done;
  const { rows } = gathered.value;
  return ok({
    status: 'success',
    rows,
    message: [
      `${rows === 1 ? 'One row was' : `${rows} rows were`} added or replaced.`,
      ...settings.notices,
    ].join(' '),
  });
}

/** What unique indexes hold, which can be told beforehand; null where something watches over rows that can't. */
async function guardsOf(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  settings: IncrementalSettings,
  gathered: Gathered,
): Promise<Result<readonly (readonly string[])[] | null>> {
  const { builds } = run.surroundings;
  const guarded = await askOne(run, guardsQuery(builds.engine, builds.written(target)));
  if (!guarded.ok) return guarded;
  if (isTrue(guarded.value)) return ok(null);
  const uniques = await uniquesOf(run, target);
  if (!uniques.ok || uniques.value.length === 0) return uniques;
  const replaces = settings.key !== null && settings.builtIn !== 'append';
  const named = !replaces || keyColumns(settings.key, gathered.liveColumns, builds.engine) !== null;
  return ok(named ? uniques.value : null);
}

/** Whether what will change is known now, and nothing else has a hand in it. */
function canBeDelta(
  run: NodeRun<ModelNode>,
  config: PlainMap,
  settings: IncrementalSettings,
  gathered: Gathered,
): boolean {
  const { engine } = run.surroundings.builds;
  if (settings.predicates.length > 0 || differs(gathered.alters)) return false;
  if (readHooks(config, 'post-hook').some((hook) => mayTouch(hook.sql, run.node))) return false;
  if (settings.builtIn === 'append' || settings.key === null) return true;
  const columns = keyColumns(settings.key, gathered.liveColumns, engine);
  if (settings.builtIn === 'merge')
    return columns !== null && updatedColumns(settings, gathered, engine) !== null;
  return engine === 'postgres' || columns !== null;
}

/** A template may say anything; plain SQL can touch a table only by its name. */
function mayTouch(sql: string, node: ModelNode): boolean {
  const name = node.relation?.identifier ?? node.name;
  return /\{[{%]/.test(sql) || sql.toLowerCase().includes(name.toLowerCase());
}
