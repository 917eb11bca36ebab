import type { Component, Member } from '../component.ts';
import { wrongManifest } from '../records/faults.ts';

/** Ours: `leadline.fatal_as_throttle` of an AsyncRetriever. */
const NAME = 'leadline.fatal_as_throttle';
const LONGEST = 3_600;

export interface Throttle {
  /**
   * Seconds to wait before the report is asked for again, doubling each time and up to half as long again, so that several don't
   * come back together. Null: what the vendor said is a failure like others.
   */
  wait(said: string, ageMs: number, before: number, random: number): number | null;
}

/**
 * Some vendors refuse a report they were asked for too often by ending it at once: with the status of one that can't be made
 * (Amazon's FATAL). What fails within `within_seconds` of being asked for is taken for that, at most `most` times.
 */
export function readThrottle(component: Component): Throttle | null {
  const member = component.members[NAME];
  if (member === undefined || member === null) return null;
  if (typeof member !== 'object' || Array.isArray(member))
    throw wrongManifest(component, `${NAME} must be an object`);
  const told = member as Readonly<Record<string, Member>>;
  const number = (name: string, otherwise: number) => {
    const value = told[name] ?? otherwise;
    if (typeof value !== 'number' || !(value > 0))
      throw wrongManifest(component, `${NAME}.${name} must be above 0`);
    return value;
  };
  const statuses = told['statuses'];
  if (!Array.isArray(statuses)) throw wrongManifest(component, `${NAME}.statuses must list statuses`);
  const within = number('within_seconds', 60) * 1_000;
  const first = number('wait_seconds', 60);
  const most = number('most', 5);
  return {
    wait(said, ageMs, before, random) {
      if (!statuses.includes(said) || ageMs > within || before >= most) return null;
      return Math.min(first * 2 ** before, LONGEST) * (1 + random / 2);
    },
  };
}
