import { layerOf, nameOf } from '../../../shared/domain/relation.ts';
import type { Relation } from '../store.ts';
import { LOAD_COLUMN, SHADOW } from './landing.ts';

/** Whether loads land in it: its rows bear the id of theirs. */
export function isLanded({ name, kind, columns }: Relation): boolean {
  return (
    kind === 'table' &&
    layerOf(name) === 'raw' &&
    !nameOf(name).startsWith(SHADOW) &&
    columns.some((column) => column.name === LOAD_COLUMN.name && column.type.kind === LOAD_COLUMN.type.kind)
  );
}

/** Whether it is what a load works in; outside of one there should be none. */
export function isShadow({ name, kind }: Relation): boolean {
  return kind === 'table' && isShadowName(name);
}

export function isShadowName(name: string): boolean {
  return name.startsWith(`raw.${SHADOW}`);
}
