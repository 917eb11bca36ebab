import type { Component, Member } from '../component.ts';

/** Paths into the record; the dialect writes one name, several, or several paths. */
export function primaryKeyOf({ members }: Component): readonly (readonly string[])[] {
  const key = members['primary_key'];
  if (key === undefined || key === null || key === '') return [];
  if (!Array.isArray(key)) return [[String(key)]];
  return (key as readonly Member[]).map((one) => (Array.isArray(one) ? one.map(String) : [String(one)]));
}
