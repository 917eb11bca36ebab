import type { Json, JsonObject } from '../../json.ts';

const DEEPEST = 5;
const HOUR = 3_600_000;

/** Vendors wrap their tokens: the first member of that name, outside in. */
export function found(value: Json | undefined, name: string, depth = 0): Json | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  if (!Array.isArray(value) && Object.hasOwn(value, name)) return (value as JsonObject)[name];
  for (const inside of Object.values(value)) {
    const deeper = found(inside, name, depth + 1);
    if (deeper !== undefined && deeper !== null) return deeper;
  }
  return undefined;
}

/** When a token ends, in milliseconds. Seconds from now unless the connector says a moment is given; an hour if nothing is. */
export function expiryOf(value: Json | undefined, isMoment: boolean, now: number): number {
  if (value === undefined || value === null) return now + HOUR;
  const text = String(value).trim();
  if (!isMoment && /^\d+(?:\.\d+)?$/.test(text)) return now + Math.trunc(Number(text)) * 1000;
  return momentOf(text) ?? now + HOUR;
}

/** A moment in whichever of the usual ways it is written; without a zone it is UTC. */
export function momentOf(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) {
    const number = Number(trimmed);
    return number > 1e11 ? number : number * 1000;
  }
  const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.test(trimmed);
  const moment = Date.parse(iso ? withZone(trimmed) : trimmed);
  return Number.isNaN(moment) ? null : moment;
}

function withZone(text: string): string {
  return text.length === 10 ? text : `${text.replace(' ', 'T')}Z`;
}
