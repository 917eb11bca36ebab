/** How a slot is named: an instant, or a local time without offset where the schedule follows the device. */
export function instantName(at: number): string {
  return new Date(at).toISOString();
}

/** `2026-11-22T06:00`, of a local time written as if it were UTC. */
export function localName(local: number): string {
  return new Date(local).toISOString().slice(0, 16);
}

/** The local time that a name stands for, as if it were UTC; null where the name is an instant. */
export function localOf(name: string): number | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(name) ? Date.parse(`${name}Z`) : null;
}
