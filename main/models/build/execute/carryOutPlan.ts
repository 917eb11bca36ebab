import type { Failure } from '../../../../shared/errors/failure.ts';
import type { BuildLine } from '../../../warehouse/builds.ts';
import { createRendering } from '../../compile/createRendering.ts';
import type { Rendering, RenderingOptions, Surroundings } from '../../compile/rendering.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import { toldOf } from '../carry/failed.ts';
import { carryOut } from '../carry/registry.ts';
import { failed, type NodeResult } from '../nodeResult.ts';
import type { NodeRun, Told } from '../nodeRun.ts';
import type { Lane, Plan, PlannedNode } from '../plan/plan.ts';
import { createSchedule, type Skipped } from '../plan/schedule.ts';
import type { Outcome } from '../publish/decide.ts';
import type { BuildRequest } from '../request.ts';
import type { Changes, MadeNode, Print } from './changes.ts';
import { compiledOnce } from './compiledOnce.ts';
import type { LintGate } from './lintGate.ts';
import type { Places } from './places.ts';
import { factsOf, type Recorder } from './recorder.ts';
import { skippedResult } from './skippedResult.ts';

export interface Carrying {
  readonly request: BuildRequest;
  readonly surroundings: Surroundings;
  readonly places: Places;
  readonly changes: Changes;
  readonly recorder: Recorder;
  readonly gate: LintGate;
  /** One for each lane; the first makes. */
  readonly lines: readonly BuildLine[];
}

export interface Carried {
  readonly outcomes: readonly Outcome[];
  /** Ids of what has a candidate, in the order of the plan. */
  readonly made: readonly string[];
  readonly prints: ReadonlyMap<string, Print>;
}

/** Carries out a plan on its lines until all of it has ended or was skipped. */
export async function carryOutPlan(carrying: Carrying, plan: Plan): Promise<Carried> {
  const { request, lines, recorder, places } = carrying;
  const { signal } = request.work;
  const schedule = createSchedule(plan);
  const outcomes: Outcome[] = [];
  const prints = new Map<string, Print>();
  const total = [...plan.values()].filter((one) => !one.silent).length;

  let done = 0;
  const record = (planned: PlannedNode, result: NodeResult, stopped = false) => {
    outcomes.push({ node: planned.node, status: result.status, stopped });
    // Of an ephemeral model only its own fault is told.
    if (planned.silent && result.status !== 'error') return;
    recorder.add(result, factsOf(planned.node, request.project.nodes));
    if (planned.silent) return;
    done += 1;
    request.work.report({ step: planned.node.name, done, total, unit: 'nodes' });
  };
  const skip = (skipped: readonly Skipped[]) => {
    for (const { planned, because } of skipped)
      record(planned, skippedResult(planned, because, request), because === null);
  };
  const stop = () => skip(schedule.stop());
  signal.addEventListener('abort', stop);

  const one = async (planned: PlannedNode, line: BuildLine): Promise<void> => {
    const { uniqueId, resourceType } = planned.node;
    if (!planned.silent) request.events?.started?.(uniqueId);
    const started = request.clock();
    const told = await tell(carrying, planned, line, prints);
    const ended = request.clock();
    if (failed(told.status) || told.status === 'skipped') places.forget(uniqueId);
    record(planned, {
      id: uniqueId,
      kind: resourceType,
      startedAt: started.toISOString(),
      milliseconds: Math.max(0, ended.getTime() - started.getTime()),
      ...told,
    });
    skip(schedule.end(uniqueId, !failed(told.status) && told.status !== 'skipped'));
    if (request.failFast && failed(told.status)) stop();
  };

  const work = async (line: BuildLine, lanes: readonly Lane[]): Promise<void> => {
    while (!schedule.done) {
      const planned = schedule.take(lanes);
      if (planned === null) await schedule.changed();
      else await one(planned, line);
    }
  };
  if (signal.aborted) stop();
  try {
    await Promise.all(lines.map((line, at) => work(line, lanesOf(request, at, lines.length))));
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return { outcomes, prints, made: [...plan.keys()].filter((id) => places.of(id) !== undefined) };
}

/** SQLite has one writer: one line makes, and the others ask beside it. */
function lanesOf({ builds }: BuildRequest, at: number, count: number): readonly Lane[] {
  if (builds.engine === 'postgres' || count === 1) return ['making', 'asking'];
  return at === 0 ? ['making'] : ['asking'];
}

async function tell(
  carrying: Carrying,
  planned: PlannedNode,
  line: BuildLine,
  prints: Map<string, Print>,
): Promise<Told> {
  const { request, surroundings, places, changes } = carrying;
  const { node, fault, faultAbove } = planned;
  if (request.work.signal.aborted) return { status: 'cancelled', message: 'The build was cancelled.' };
  if (fault !== null)
    return toldOf({
      code: 'MODEL_INVALID',
      message: `${node.name} can't be built: ${fault.message}`,
      next: fault.next,
      subject: node.uniqueId,
      retry: false,
      problems: [{ ...problemOf(fault) }],
    });
  if (faultAbove !== null)
    return {
      status: 'skipped',
      message: `Something it depends on is at fault: ${faultAbove.file}, line ${faultAbove.line}: ${faultAbove.message}`,
    };
  if (planned.silent) return { status: 'success' };
  let plain: Rendering | null = null;
  const rendering = (options?: RenderingOptions): Rendering => {
    if (options !== undefined) return createRendering(surroundings, node, line, options);
    plain ??= compiledOnce(createRendering(surroundings, node, line));
    return plain;
  };
  const run: NodeRun = {
    node,
    request,
    surroundings,
    line,
    signal: request.work.signal,
    rendering,
    made: (made) => places.made(node.uniqueId, made),
  };
  const refused = await carrying.gate.refusal(node, rendering);
  if (refused !== null) return toldOf(refused);
  if (isMade(node) && request.command !== 'compile') {
    const print = await changes.print(node, rendering);
    if (print !== null) {
      if (request.scope === 'changed' && !request.fullRefresh && (await changes.unchanged(node, print, line)))
        return unchangedTold(node);
      prints.set(node.uniqueId, print);
    }
  }
  return carryOut(run);
}

function unchangedTold(node: MadeNode): Told {
  return {
    status: 'unchanged',
    ...(node.relation === null ? {} : { relation: `${node.relation.schema}.${node.relation.identifier}` }),
    materialized: node.materialized,
    message: 'Nothing it is made from has changed since it was last built.',
  };
}

function isMade(node: ProjectNode): node is MadeNode {
  return node.resourceType === 'model' || node.resourceType === 'seed' || node.resourceType === 'snapshot';
}

function problemOf({ file, line, column, message, severity }: NonNullable<Failure['problems']>[number]) {
  return { file, line, column, message, severity };
}
