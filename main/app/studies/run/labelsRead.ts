import type { Relation } from '../../../warehouse/store.ts';

/** SQL for how signal and outcome of a finding are called; by their keys in relations that were written before they were called anything. */
export function labelsRead(relation: Pick<Relation, 'columns'> | null): readonly [string, string] {
  const has = (name: string) => relation?.columns.some((column) => column.name === name) === true;
  const called = (key: string) => (has(`${key}_label`) ? `coalesce("${key}_label", "${key}")` : `"${key}"`);
  return [called('signal'), called('outcome')];
}
