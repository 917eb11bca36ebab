import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { Dict } from '../../../jinja/dict.ts';
import type { Value } from '../../../jinja/value.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import { placeOf } from '../../compile/relations.ts';
import type { MacroInfo, ModelNode } from '../../project/nodes.ts';
import { type Hook, readHooks } from '../hooks/readHooks.ts';
import type { CarryOut, NodeRun } from '../nodeRun.ts';
import { toldOf } from './failed.ts';
import { knownColumns } from './publishedColumns.ts';

/**
 * A materialization of the project's own. It works on what it takes for the target and is the candidate: a copy of what
 * readers see, which it may change, replace or drop.
 */
export function carryOutCustom(macro: MacroInfo): CarryOut<ModelNode> {
  return async (run) => {
    const plain = run.rendering();
    const compiled = await plain.compile();
    if (!compiled.ok) return toldOf(compiled.failure);
    const { sql, shown } = compiled.value;
    const target = run.node.relation;
    if (target === null) return toldOf(nothingMade(run, macro).failure);
    const relation = `${target.schema}.${target.identifier}`;
    const candidate = run.surroundings.builds.candidateOf(target);
    const copied = await copy(run, target, candidate);
    if (!copied.ok) return toldOf(copied.failure, { sql: shown, relation });
    run.made({ target, candidate, published: { how: 'renamed', candidate, target } });
    const rendering = run.rendering({ names: namesOf(run, sql) });
    const done = await rendering.call(macro, []);
    if (!done.ok) return toldOf(done.failure, { sql: shown, relation });
    const settled = await settle(run, macro, done.value, target, candidate);
    if (!settled.ok) return toldOf(settled.failure, { sql: shown, relation });
    return { status: 'success', sql: shown, relation, materialized: run.node.materialized };
  };
}

function namesOf({ node }: NodeRun<ModelNode>, sql: string): Readonly<Record<string, Value>> {
  const hooks = (list: readonly Hook[]) =>
    list.map((one) => Dict.of({ sql: one.sql, transaction: one.transaction, index: null }));
  return {
    sql,
    compiled_code: sql,
    pre_hooks: hooks(readHooks(node.config, 'pre-hook')),
    post_hooks: hooks(readHooks(node.config, 'post-hook')),
  };
}

async function copy(
  run: NodeRun<ModelNode>,
  target: BuildPlace,
  candidate: BuildPlace,
): Promise<Result<void>> {
  const dropped = await run.line.drop(candidate);
  if (!dropped.ok) return dropped;
  const live = await run.line.relation(target);
  if (!live.ok) return live;
  if (live.value === null) return ok(undefined);
  const { builds } = run.surroundings;
  const kind = live.value.kind === 'table' ? 'table' : 'view';
  const copied = await run.line.run(
    `create ${kind} ${builds.written(candidate)} as select * from ${builds.written(target)}`,
    { signal: run.signal },
  );
  return copied.ok ? ok(undefined) : copied;
}

async function settle(
  run: NodeRun<ModelNode>,
  macro: MacroInfo,
  answered: Value,
  target: BuildPlace,
  candidate: BuildPlace,
): Promise<Result<void>> {
  const told = answered instanceof Dict ? answered.get('relations') : undefined;
  const others = (Array.isArray(told) ? told : [])
    .map(placeOf)
    .filter((one) => one !== null && (one.schema !== target.schema || one.identifier !== target.identifier));
  if (others.length > 0)
    run.surroundings.say(
      `${run.node.name} also made ${others.length} relations that readers see at once.`,
      'warn',
    );
  const there = await run.line.relation(candidate);
  if (!there.ok) return there;
  if (there.value === null) return nothingMade(run, macro);
  const described = await knownColumns(run, candidate, null);
  if (!described.ok) return described;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target, ...described.value } });
  return ok(undefined);
}

function nothingMade({ node }: NodeRun<ModelNode>, macro: MacroInfo) {
  const message = `The materialization ${node.materialized} made no relation of ${node.name}.`;
  return fail('MODEL_FAILED', {
    message,
    next: `Let ${macro.place.file}, line ${macro.place.line}, make {{ this }}.`,
    subject: node.uniqueId,
    problems: [
      {
        file: macro.place.file,
        line: Math.max(1, macro.place.line),
        column: Math.max(1, macro.place.column),
        message,
        severity: 'error',
      },
    ],
  });
}
