import type { Column, Value } from '../../../shared/domain/column.ts';
import type { Contract, Record, Rejected } from '../loads.ts';
import { coerce, UNFIT } from './coerce.ts';
import { type Draft, draftOf } from './draft.ts';
import { wantedName } from './fieldNames.ts';
import { recordText } from './jsonText.ts';
import { kindOf, nothingSeen, see, settledKind } from './kind.ts';
import type { Field, RelationShape } from './relationShape.ts';

/** Fewer than both engines allow: beyond it, keys of a record are values that ended up as names. */
export const MOST_COLUMNS = 1_000;

export interface Rules {
  readonly contract: Contract;
  readonly key: readonly string[];
  readonly declared: readonly Column[];
  /** PostgreSQL's text can't. */
  readonly holdsNul: boolean;
}

/** Why a record isn't in the relation: it is set aside, or the whole load is refused for it. */
interface Misfit {
  readonly refuses: boolean;
  readonly reason: string;
}

interface Placed {
  readonly shape: RelationShape;
  readonly row: Value[];
  readonly index: number;
  readonly children: Placed[];
}

/**
 * Turns records into rows of a relation and its children, in two passes over each chunk: all of it is looked at before a
 * column is given a type. What comes out depends on the records and their order alone.
 */
export function createShaper(root: RelationShape, rules: Rules) {
  const touched = new Set<RelationShape>([root]);
  const mayFound = (shape: RelationShape) => rules.contract === 'evolve' || shape.founded;

  function learn(record: Record): Draft {
    const draft = draftOf(root, record, mayFound);
    look(draft);
    return draft;
  }

  function look(draft: Draft): void {
    const { shape } = draft;
    touched.add(shape);
    if (mayFound(shape))
      for (const { field, value } of draft.cells) {
        if (field.column !== null) continue;
        field.seen ??= nothingSeen();
        see(field.seen, value);
        shape.learning.add(field);
      }
    for (const { items } of draft.lists) for (const item of items) look(item);
  }

  /** Gives every field that was met for the first time its column. Answers with what stands against that. */
  function settle(): string | null {
    for (const shape of touched) {
      for (const field of shape.learning) {
        const kind = field.seen === null ? null : settledKind(field.seen);
        field.seen = null;
        if (kind === null) continue;
        const told = shape === root ? declaredFor(rules.declared, field) : undefined;
        shape.addColumn(field, 'value', told?.type ?? { kind });
        if (shape.columns.length > MOST_COLUMNS)
          return `${shape.name} would have more than ${MOST_COLUMNS.toLocaleString('en')} columns, the last of them ${wantedName(field.path)}`;
      }
      shape.learning.clear();
    }
    return null;
  }

  /** Buffers the record's rows in their shapes, or says why it has none. */
  function place(draft: Draft, record: Record, ordinal: number): Rejected | { refused: string } | null {
    const placed = placeOne(draft, 0);
    const misfit = isMisfit(placed) ? placed : keyless(placed);
    if (misfit === null && !isMisfit(placed)) emit(placed, BigInt(ordinal), null);
    if (misfit === null) return null;
    if (misfit.refuses) return { refused: `record ${ordinal.toLocaleString('en')} ${misfit.reason}` };
    return { ordinal, reason: misfit.reason, record: recordText(record) };
  }

  function placeOne(draft: Draft, index: number): Placed | Misfit {
    const { shape } = draft;
    const [unknownList] = draft.unknownLists;
    if (unknownList !== undefined && rules.contract !== 'discard-value')
      return surplus(unknownList, 'the list');
    const row: Value[] = new Array(shape.columns.length).fill(null);
    for (const { field, value } of draft.cells) {
      const misfit = fill(shape, row, field, value);
      if (misfit !== null) return misfit;
    }
    const children: Placed[] = [];
    for (const { items } of draft.lists) {
      for (const [position, item] of items.entries()) {
        const child = placeOne(item, position + 1);
        if (isMisfit(child)) return child;
        children.push(child);
      }
    }
    return { shape, row, index, children };
  }

  function fill(shape: RelationShape, row: Value[], field: Field, value: unknown): Misfit | null {
    const column = field.column === null ? undefined : shape.columns[field.column];
    if (field.column === null || column === undefined) {
      if (rules.contract === 'discard-value' || kindOf(value) === null) return null;
      return surplus(field, 'the field');
    }
    const read = coerce(value, column.type);
    if (read !== UNFIT) return set(row, field, field.column, read);
    if (mayFound(shape)) return fillVariant(shape, row, field, value);
    if (rules.contract === 'discard-value') return null;
    const shown = recordText(value, 60);
    return {
      refuses: rules.contract === 'freeze',
      reason: `has ${shown} in ${column.name}, which can't be read as ${column.type.kind}`,
    };
  }

  function fillVariant(shape: RelationShape, row: Value[], field: Field, value: unknown): Misfit | null {
    const kind = kindOf(value) ?? 'text';
    const read = coerce(value, { kind });
    if (read === UNFIT) return { refuses: false, reason: `is nested too deep at ${wantedName(field.path)}` };
    return set(row, field, field.variants.get(kind) ?? shape.addColumn(field, kind, { kind }), read);
  }

  function set(row: Value[], field: Field, position: number, value: Value): Misfit | null {
    if (!rules.holdsNul && typeof value === 'string' && value.includes('\0'))
      return {
        refuses: false,
        reason: `holds a NUL character in ${wantedName(field.path)}, which PostgreSQL can't keep`,
      };
    // No holes: other variants of this chunk may lie between.
    while (row.length < position) row.push(null);
    row[position] = value;
    return null;
  }

  function surplus(field: Field, what: string): Misfit {
    return {
      refuses: rules.contract === 'freeze',
      reason: `has ${what} "${field.path.join('.')}", for which there is no column`,
    };
  }

  function keyless({ row, shape }: Placed): Misfit | null {
    const missing = rules.key.find((column) => (row[shape.position(column) ?? -1] ?? null) === null);
    return missing === undefined
      ? null
      : { refuses: false, reason: `has no value in ${missing}, which is its key` };
  }

  return { learn, settle, place, touched };
}

function isMisfit(one: Placed | Misfit): one is Misfit {
  return 'reason' in one;
}

function emit({ shape, row, index, children }: Placed, ordinal: bigint, parentRow: bigint | null): void {
  row[shape.position('_row') ?? 0] = ordinal;
  if (parentRow !== null) {
    row[shape.position('_parent_row') ?? 1] = parentRow;
    row[shape.position('_index') ?? 2] = BigInt(index);
  }
  shape.rows.push(row);
  for (const child of children) {
    emit(child, child.shape.nextRow, ordinal);
    child.shape.nextRow += 1n;
  }
}

function declaredFor(declared: readonly Column[], field: Field): Column | undefined {
  const wanted = wantedName(field.path);
  return declared.find(({ name }) => name === wanted);
}
