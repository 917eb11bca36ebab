import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { TaskStatus } from '../run/states.ts';
import type { ActiveRun } from './activeRun.ts';

/** Waiting for an instant, or for something that is looked at again then. */
export const WAITING: readonly TaskStatus[] = ['retrying', 'sensing', 'offline', 'locked', 'deferred'];

/** A task that is looked at again at an instant of the wall clock. */
export interface Wait {
  readonly active: ActiveRun;
  readonly step: StepName;
  readonly item: number;
  readonly at: number;
}

export class Waits {
  readonly #waits = new Map<string, Wait>();

  add(wait: Wait): void {
    this.#waits.set(keyOf(wait), wait);
  }

  drop(wait: Pick<Wait, 'active' | 'step' | 'item'>): void {
    this.#waits.delete(keyOf(wait));
  }

  /** Those whose instant has come; they are taken out. */
  due(now: number): readonly Wait[] {
    const due = [...this.#waits.values()].filter(({ at, active }) => at <= now || active.ended);
    for (const wait of due) this.drop(wait);
    return due.filter(({ active }) => !active.ended);
  }

  next(): number | null {
    let next: number | null = null;
    for (const { at, active } of this.#waits.values()) {
      if (!active.ended && (next === null || at < next)) next = at;
    }
    return next;
  }

  /** Looks at each again sooner, or as it was. */
  hasten(to: (wait: Wait) => number): void {
    for (const wait of [...this.#waits.values()]) this.add({ ...wait, at: Math.min(wait.at, to(wait)) });
  }

  clear(): void {
    this.#waits.clear();
  }
}

export function keyOf({ active, step, item }: Pick<Wait, 'active' | 'step' | 'item'>): string {
  return `${active.run.id} ${step} ${String(item)}`;
}
