/** Leads that were looked at, so that each can be gone back to. */
export interface Steps {
  readonly past: readonly number[];
  readonly at: number;
  readonly future: readonly number[];
}

const KEPT = 200;

export function beginAt(lead: number): Steps {
  return { past: [], at: lead, future: [] };
}

export function stepTo(steps: Steps, lead: number): Steps {
  if (lead === steps.at) return steps;
  return { past: [...steps.past, steps.at].slice(-KEPT), at: lead, future: [] };
}

export function undone({ past, at, future }: Steps): Steps {
  const before = past.at(-1);
  return before === undefined
    ? { past, at, future }
    : { past: past.slice(0, -1), at: before, future: [at, ...future] };
}

export function redone({ past, at, future }: Steps): Steps {
  const [next, ...rest] = future;
  return next === undefined ? { past, at, future } : { past: [...past, at], at: next, future: rest };
}

/** Within what was looked at, and a whole day. */
export function withinLeads(lead: number, most: number): number {
  return Math.max(-most, Math.min(most, Math.round(lead)));
}
