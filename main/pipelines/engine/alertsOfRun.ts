import type { AlertWish } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Alert } from '../alerts/alert.ts';
import type { RunLine } from '../records/records.ts';
import type { RunEnd } from '../run/planRun.ts';
import type { Task } from '../run/states.ts';
import type { ActiveRun } from './activeRun.ts';

const USUAL: readonly NonNullable<AlertWish['on']>[number][] = ['failed', 'recovered', 'late', 'asks'];

/** What a person is to hear of how a run ended; nothing where they don't wish to. */
export function alertOfEnd(
  active: ActiveRun,
  end: RunEnd,
  before: 'succeeded' | 'failed' | null,
  at: string,
): Alert | null {
  const { run } = active;
  const { pipeline, id } = run;
  const name = run.definition.title ?? pipeline;
  const wished = run.definition.alerts?.on ?? USUAL;
  const common = { pipeline, run: id, at };
  if (end === 'failed' && wished.includes('failed')) {
    const [first] = failedSteps(active);
    return {
      ...common,
      kind: 'failed',
      dedupe: `failed:${pipeline}:${first?.step ?? 'timeout'}`,
      title: `${name} failed`,
      body: noteOfFailed(active),
    };
  }
  if (end !== 'succeeded') return null;
  if (before === 'failed' && wished.includes('recovered'))
    return {
      ...common,
      kind: 'recovered',
      dedupe: `recovered:${pipeline}:${id}:${String(run.round)}`,
      title: `${name} has recovered`,
      body: 'It succeeded again after it had failed.',
    };
  if (!wished.includes('succeeded')) return null;
  return {
    ...common,
    kind: 'succeeded',
    dedupe: `succeeded:${pipeline}:${id}:${String(run.round)}`,
    title: `${name} succeeded`,
    body: `The run of ${run.interval.to} has ended well.`,
  };
}

export function crashLoopAlert(line: RunLine, at: string): Alert {
  return {
    kind: 'asks',
    dedupe: `asks:${line.pipeline}:${line.id}`,
    pipeline: line.pipeline,
    run: line.id,
    at,
    title: `${line.pipeline} has stopped and asks`,
    body: 'Three times Leadline ended while this run was under way, so it is not begun again by itself. Say whether it is to go on.',
  };
}

export function lockedAlert({ run }: ActiveRun, task: Task, at: string): Alert {
  return {
    kind: 'asks',
    dedupe: `locked:${run.pipeline}:${run.id}`,
    pipeline: run.pipeline,
    run: run.id,
    at,
    title: `${run.definition.title ?? run.pipeline} waits for the vault`,
    body: `The step ${task.step} needs a secret, and the vault is locked. Unlock it, and the run goes on.`,
  };
}

export function noteOfFailed(active: ActiveRun): string {
  const failed = failedSteps(active);
  const [first] = failed;
  if (first === undefined) return 'The run took longer than it may.';
  const item = [...(active.items.get(first.step) ?? [])].find((one) => one?.status === 'failed');
  const others = failed.length === 1 ? '' : ` ${(failed.length - 1).toLocaleString('en')} more failed.`;
  return `The step ${first.step} failed: ${item?.note ?? first.note ?? 'it did not say why.'}${others}`;
}

function failedSteps({ graph, steps }: ActiveRun): readonly Task[] {
  return graph.order.flatMap((name) => {
    const task = steps.get(name);
    const step = graph.steps.get(name);
    const counts = step?.required !== false && step?.trigger !== 'cleanup';
    return task?.status === 'failed' && counts ? [task] : [];
  });
}
