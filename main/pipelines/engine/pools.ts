import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { ActiveRun } from './activeRun.ts';

export const DEFAULT_POOL = 'default';
const DEFAULT_SLOTS = 4;

/** A task that could begin. */
export interface Offer {
  readonly active: ActiveRun;
  readonly step: StepName;
  readonly item: number;
  readonly pool: string;
  readonly slots: number;
}

/** Slots that steps of all pipelines share. What comes first in its pool is never overtaken by what needs fewer slots. */
export class Pools {
  readonly #sizes: () => Readonly<Record<string, number>>;
  readonly #queues = new Map<string, Offer[]>();
  readonly #taken = new Map<string, number>();

  constructor(sizes: () => Readonly<Record<string, number>>) {
    this.#sizes = sizes;
  }

  offer(offer: Offer): void {
    const queue = this.#queues.get(offer.pool) ?? [];
    this.#queues.set(offer.pool, queue);
    let low = 0;
    for (let high = queue.length; low < high; ) {
      const middle = (low + high) >> 1;
      const other = queue[middle];
      if (other !== undefined && before(other, offer)) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, offer);
  }

  /** The next that has its slots, which are its own from now on; null when none has. */
  take(wanted: (offer: Offer) => boolean): { readonly offer: Offer; readonly slots: number } | null {
    const sizes = this.#sizes();
    for (const [pool, queue] of this.#queues) {
      const [first] = dropped(queue, wanted);
      if (first === undefined) continue;
      // A pool that leadline.yml no longer names lets one step through at a time.
      const size = Math.max(1, sizes[pool] ?? (pool === DEFAULT_POOL ? DEFAULT_SLOTS : 1));
      const slots = Math.min(first.slots, size);
      const taken = this.#taken.get(pool) ?? 0;
      if (taken + slots > size) continue;
      queue.shift();
      this.#taken.set(pool, taken + slots);
      return { offer: first, slots };
    }
    return null;
  }

  release(pool: string, slots: number): void {
    this.#taken.set(pool, Math.max(0, (this.#taken.get(pool) ?? 0) - slots));
  }
}

function dropped(queue: Offer[], wanted: (offer: Offer) => boolean): Offer[] {
  let first = queue[0];
  while (first !== undefined && !wanted(first)) {
    queue.shift();
    first = queue[0];
  }
  return queue;
}

function before(a: Offer, b: Offer): boolean {
  const [x, y] = [a.active.run, b.active.run];
  if (x.priority !== y.priority) return x.priority > y.priority;
  if (x.queuedAt !== y.queuedAt) return x.queuedAt < y.queuedAt;
  if (x.id !== y.id) return x.id < y.id;
  const [step, other] = [a.active.orderOf(a.step), b.active.orderOf(b.step)];
  return step === other ? a.item <= b.item : step < other;
}
