import type { Lane, Plan, PlannedNode } from './plan.ts';

/** Why something is not carried out at all. */
export interface Skipped {
  readonly planned: PlannedNode;
  /** The node whose failure is the reason; null when the build was stopped. */
  readonly because: string | null;
}

/**
 * Which node may begin now.
 *
 *   waiting → ready → running → ended
 *   waiting | ready → skipped     something it waits for failed or was skipped, or the build was stopped
 *
 * Invariants: a node is handed out once, and only after everything it waits for has ended well; when nothing is waiting,
 * ready or running any more, every node has either been handed out or told as skipped, once.
 */
export interface Schedule {
  /** The first that is ready for one of these lanes, running from now on. */
  take(lanes: readonly Lane[]): PlannedNode | null;
  /** What is skipped because of it. */
  end(id: string, well: boolean): readonly Skipped[];
  /** Nothing more begins. */
  stop(): readonly Skipped[];
  readonly running: number;
  readonly done: boolean;
  /** Fulfilled at the next `end` or `stop`. */
  changed(): Promise<void>;
}

export function createSchedule(plan: Plan): Schedule {
  const open = new Map(plan);
  const left = new Map<string, number>();
  const below = new Map<string, string[]>();
  const running = new Set<string>();
  let waiters: (() => void)[] = [];
  for (const [id, { waitsFor }] of plan) {
    left.set(id, waitsFor.length);
    for (const above of waitsFor) below.set(above, [...(below.get(above) ?? []), id]);
  }

  const wake = () => {
    const woken = waiters;
    waiters = [];
    for (const one of woken) one();
  };

  const skipBelow = (id: string): Skipped[] => {
    const skipped: Skipped[] = [];
    const from = [...(below.get(id) ?? [])];
    for (let at = from.shift(); at !== undefined; at = from.shift()) {
      const planned = open.get(at);
      if (planned === undefined || running.has(at)) continue;
      open.delete(at);
      skipped.push({ planned, because: id });
      from.push(...(below.get(at) ?? []));
    }
    return skipped;
  };

  return {
    take(lanes) {
      for (const [id, planned] of open) {
        if (running.has(id) || left.get(id) !== 0 || !lanes.includes(planned.lane)) continue;
        running.add(id);
        return planned;
      }
      if (running.size === 0 && open.size > 0 && [...open.keys()].every((id) => left.get(id) !== 0))
        throw new Error(`These wait for each other: ${[...open.keys()].join(', ')}.`);
      return null;
    },
    end(id, well) {
      running.delete(id);
      open.delete(id);
      let skipped: readonly Skipped[] = [];
      if (well) for (const one of below.get(id) ?? []) left.set(one, (left.get(one) ?? 1) - 1);
      else skipped = skipBelow(id);
      wake();
      return skipped;
    },
    stop() {
      const skipped: Skipped[] = [];
      for (const [id, planned] of open)
        if (!running.has(id)) {
          open.delete(id);
          skipped.push({ planned, because: null });
        }
      wake();
      return skipped;
    },
    get running() {
      return running.size;
    },
    get done() {
      return open.size === 0;
    },
    changed: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
      }),
  };
}
