import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import type { Rendering } from '../../compile/rendering.ts';
import type { ModelNode, SeedNode, SnapshotNode } from '../../project/nodes.ts';
import { statementFailed } from '../carry/failed.ts';
import type { NodeRun } from '../nodeRun.ts';
import { type Hook, readHooks } from './readHooks.ts';

export type HookedNode = ModelNode | SeedNode | SnapshotNode;

/**
 * Makes a relation between its hooks, in dbt's order: outside the transaction, then in one transaction the hooks before,
 * the making, the hooks after, then outside again. `work` says `made` before it returns, so that `{{ this }}` of the hooks
 * after is the candidate.
 *
 * A hook before the making may want to change what `{{ this }}` holds. Readers see that, so it gets a copy instead.
 */
export async function withHooks<T>(
  run: NodeRun<HookedNode>,
  rendering: Rendering,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const before = readHooks(run.node.config, 'pre-hook');
  const after = readHooks(run.node.config, 'post-hook');
  const outside = await runHooks(run, rendering, before, false, 'before');
  if (!outside.ok) return outside;
  const made = await run.line.together(
    async () => {
      const first = await runHooks(run, rendering, before, true, 'before');
      if (!first.ok) return first;
      const done = await work();
      if (!done.ok) return done;
      const last = await runHooks(run, rendering, after, true, 'after');
      return last.ok ? done : last;
    },
    { signal: run.signal },
  );
  if (!made.ok) return made;
  const last = await runHooks(run, rendering, after, false, 'after');
  return last.ok ? made : last;
}

async function runHooks(
  run: NodeRun<HookedNode>,
  rendering: Rendering,
  hooks: readonly Hook[],
  transaction: boolean,
  when: 'before' | 'after',
): Promise<Result<void>> {
  for (const hook of hooks) {
    if (hook.transaction !== transaction) continue;
    const done = await runHook(run, rendering, hook, when);
    if (!done.ok) return done;
  }
  return ok(undefined);
}

async function runHook(
  run: NodeRun<HookedNode>,
  rendering: Rendering,
  hook: Hook,
  when: 'before' | 'after',
): Promise<Result<void>> {
  const at = run.node.patchPlace ?? run.node.place;
  let rendered = await rendering.render(hook.sql, at);
  if (!rendered.ok) return rendered;
  if (when === 'before' && (await wouldTouch(run, rendered.value.sql))) {
    const copied = await standIn(run);
    if (!copied.ok) return copied;
    rendered = await rendering.render(hook.sql, at);
    if (!rendered.ok) return rendered;
  }
  const { sql, shown } = rendered.value;
  if (sql.trim() === '') return ok(undefined);
  const done = await run.line.run(sql, { signal: run.signal });
  if (done.ok) return ok(undefined);
  const failure = statementFailed(run.node, done.failure, { sql: shown, at });
  const message = failure.code === 'MODEL_FAILED' ? `A hook ${when} it: ${failure.message}` : failure.message;
  return { ok: false, failure: { ...failure, message } };
}

async function wouldTouch(run: NodeRun<HookedNode>, sql: string): Promise<boolean> {
  const target = run.node.relation;
  if (target === null || run.request.publish === 'always') return false;
  const { builds, current } = run.surroundings;
  return current(target) === target && sql.includes(builds.written(target));
}

/** A copy of what readers see, for a hook to change. What is made afterwards takes its place. */
async function standIn(run: NodeRun<HookedNode>): Promise<Result<void>> {
  const target = run.node.relation;
  if (target === null) return ok(undefined);
  const live = await run.line.relation(target);
  if (!live.ok) return live;
  if (live.value === null) return ok(undefined);
  const { builds } = run.surroundings;
  const candidate: BuildPlace = builds.candidateOf(target);
  const dropped = await run.line.drop(candidate);
  if (!dropped.ok) return dropped;
  const kind = live.value.kind === 'table' ? 'table' : 'view';
  const copied = await run.line.run(
    `create ${kind} ${builds.written(candidate)} as select * from ${builds.written(target)}`,
  );
  if (!copied.ok) return copied;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target } });
  return ok(undefined);
}
