import type { Step } from '../../../shared/domain/pipeline/step.ts';
import { TASK_ENDED, type TaskStatus } from './states.ts';

export type Decision =
  | { readonly is: 'wait' }
  | { readonly is: 'go' }
  | { readonly is: 'skipped' | 'upstream_failed'; readonly note: string };

/**
 * Whether a step may begin. Nothing is decided before all it is after has ended: were it decided at the first failure, what
 * becomes of a step after one that failed and one that was skipped would depend on which of them ended first.
 */
export function decide(step: Step, statusOf: (name: string) => TaskStatus): Decision {
  const failed: string[] = [];
  const skipped: string[] = [];
  for (const name of step.after ?? []) {
    const status = statusOf(name);
    if (!isEnded(status)) return { is: 'wait' };
    if (status === 'skipped') skipped.push(name);
    else if (status !== 'succeeded') failed.push(name);
  }
  const trigger = step.trigger ?? 'all_success';
  if (trigger === 'all_done' || trigger === 'cleanup') return { is: 'go' };
  if (failed.length > 0)
    return { is: 'upstream_failed', note: `It comes after ${listed(failed)}, which did not succeed.` };
  if (skipped.length > 0 && trigger === 'all_success')
    return { is: 'skipped', note: `It comes after ${listed(skipped)}, which had nothing to do.` };
  return { is: 'go' };
}

export function isEnded(status: TaskStatus): boolean {
  return TASK_ENDED.includes(status);
}

function listed(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length === 1) return first;
  return names.length === 2
    ? `${first} and ${second ?? ''}`
    : `${first} and ${String(names.length - 1)} others`;
}
