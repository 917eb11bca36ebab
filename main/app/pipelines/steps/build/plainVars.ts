import type { Plain, PlainMap } from '../../../../models/project/plain.ts';

/** Vars as a project takes them: whole numbers are integers there. */
export function plainVars(vars: Readonly<Record<string, unknown>>): PlainMap {
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, plainOf(value)]));
}

function plainOf(value: unknown): Plain {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) return plainVars(value as Record<string, unknown>);
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint' ? value : null;
}
