import type { Step } from '../../../shared/domain/pipeline/step.ts';
import { criticalPath, expectedOf } from '../run/criticalPath.ts';
import type { Task } from '../run/states.ts';
import type { HostPort, Power } from '../surroundings.ts';
import type { ActiveRun } from './activeRun.ts';
import { rendered, runnerOf } from './execution.ts';
import type { EngineParts } from './parts.ts';

const LOW = 0.3;

/** Why a step can't begin just now; null when it can. */
export interface Obstacle {
  readonly status: 'deferred' | 'offline';
  readonly note: string;
  readonly hosts: readonly HostPort[];
  /** At the latest then it is to be looked at again. */
  readonly until: number | null;
}

export async function preflight(
  parts: EngineParts,
  active: ActiveRun,
  step: Step,
  task: Task,
  networkInDoubt: boolean,
): Promise<Obstacle | null> {
  const { signal } = active.asks;
  if (step.heavy === true) {
    const why = strained(await parts.surroundings.power(signal));
    const until = why === null ? null : await latestStart(parts, active, step);
    if (why !== null && (until === null || parts.clock.now() < until))
      return { status: 'deferred', note: why, hosts: [], until };
  }
  if (!networkInDoubt) return null;
  const filled = rendered(parts, active, step, task);
  const hosts = filled.ok ? ((await runnerOf(parts, step)?.hosts?.(filled.value)) ?? []) : [];
  if (hosts.length === 0 || (await parts.surroundings.reachable(hosts, signal))) return null;
  return { status: 'offline', note: unreachable(hosts), hosts, until: null };
}

export function unreachable(hosts: readonly HostPort[]): string {
  return `${hosts.map(({ host }) => host).join(', ')} can't be reached just now; it goes on as soon as that changes.`;
}

function strained({ onBattery, charge, metered }: Power): string | null {
  if (onBattery === true && charge !== null && charge < LOW)
    return `The battery is at ${Math.round(charge * 100).toLocaleString('en')} %; it waits for power.`;
  return metered === true ? 'The connection is metered; it waits for another.' : null;
}

/** A deadline matters more than the battery: so long before it that this step and what follows it can be done. */
async function latestStart(parts: EngineParts, active: ActiveRun, step: Step): Promise<number | null> {
  const deadline = parts.deadlineOf?.(active.run) ?? null;
  if (deadline === null) return null;
  const durations = await parts.records.durations(active.run.pipeline);
  if (!durations.ok) return deadline;
  return deadline - (criticalPath(active.graph, expectedOf(durations.value)).leftMs.get(step.name) ?? 0);
}
