import type { Record } from '../loads.ts';
import { type Field, inside, type RelationShape } from './relationShape.ts';

/** Objects inside objects become columns to this depth, lists inside lists child relations; beyond both it is JSON. */
const OBJECT_DEPTH = 2;
const LIST_DEPTH = 2;

/** A record taken apart: what goes into its row, and its lists with the drafts of their items. */
export interface Draft {
  readonly shape: RelationShape;
  readonly cells: { readonly field: Field; readonly value: unknown }[];
  readonly lists: { readonly field: Field; readonly child: RelationShape; readonly items: Draft[] }[];
  /** Lists that have no child relation and may not found one. */
  readonly unknownLists: Field[];
  /** Values in it, those of its lists included: what handling it costs. */
  size: number;
}

/** Nulls and empty lists say nothing and found nothing. */
export function draftOf(
  shape: RelationShape,
  record: Record,
  mayFound: (shape: RelationShape) => boolean,
): Draft {
  const draft: Draft = { shape, cells: [], lists: [], unknownLists: [], size: 1 };
  takeApart(draft, shape.root, record, 0, mayFound);
  return draft;
}

function takeApart(
  draft: Draft,
  at: Field,
  object: object,
  depth: number,
  mayFound: (shape: RelationShape) => boolean,
): void {
  for (const [name, value] of Object.entries(object)) {
    if (value === null || value === undefined) continue;
    const field = inside(at, name);
    if (Array.isArray(value) && draft.shape.depth < LIST_DEPTH) takeList(draft, field, value, mayFound);
    else if (depth < OBJECT_DEPTH && isObject(value)) takeApart(draft, field, value, depth + 1, mayFound);
    else takeCell(draft, field, value);
  }
}

function takeCell(draft: Draft, field: Field, value: unknown): void {
  if (field.column === null) draft.shape.adopt(field);
  draft.cells.push({ field, value });
  draft.size += 1;
}

function takeList(
  draft: Draft,
  field: Field,
  items: readonly unknown[],
  mayFound: (shape: RelationShape) => boolean,
): void {
  if (items.length === 0) return;
  const { shape } = draft;
  const child = field.list ?? shape.childOf(field) ?? (mayFound(shape) ? shape.addChild(field) : null);
  if (child === null) {
    draft.unknownLists.push(field);
    return;
  }
  const drafts = items.map((item) => draftOf(child, isObject(item) ? item : { value: item }, mayFound));
  draft.lists.push({ field, child, items: drafts });
  for (const { size } of drafts) draft.size += size;
}

function isObject(value: unknown): value is Record {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
