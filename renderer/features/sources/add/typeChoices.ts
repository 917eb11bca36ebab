import type { FoundColumn, Notation } from '../../../../shared/contract/files.ts';
import type { ColumnType } from '../../../../shared/domain/column.ts';

/** A type with how its values are written, as one choice of a list. */
export interface TypeChoice extends Notation {
  readonly value: string;
  readonly label: string;
  readonly type: ColumnType;
}

const PLAIN: readonly TypeChoice[] = [
  { value: 'text', label: 'Text', type: { kind: 'text' } },
  { value: 'integer', label: 'Whole number', type: { kind: 'integer' } },
  ...[2, 3, 4].flatMap(decimals),
  { value: 'number', label: 'Measured number', type: { kind: 'number' } },
  { value: 'number,', label: 'Measured number, comma', type: { kind: 'number' }, decimalMark: ',' },
  { value: 'day', label: 'Day, year first', type: { kind: 'day' } },
  { value: 'day-dmy', label: 'Day, day first', type: { kind: 'day' }, dayOrder: 'dmy' },
  { value: 'day-mdy', label: 'Day, month first', type: { kind: 'day' }, dayOrder: 'mdy' },
  { value: 'instant', label: 'Instant (with zone)', type: { kind: 'instant' } },
  { value: 'boolean', label: 'Yes or no', type: { kind: 'boolean' } },
  { value: 'json', label: 'JSON', type: { kind: 'json' } },
];

/** What a column can be made; a type that was found and isn't usual is among them. */
export function choicesFor(found: FoundColumn): readonly TypeChoice[] {
  const known = PLAIN.some(({ value }) => value === choiceOf(found));
  return known ? PLAIN : [...PLAIN, ...unusual(found)];
}

export function choiceOf({ type, dayOrder, decimalMark }: FoundColumn): string {
  const comma = decimalMark === ',' ? ',' : '';
  if (type.kind === 'decimal') return `decimal-${type.scale}${comma}`;
  if (type.kind === 'number') return `number${comma}`;
  if (type.kind === 'day' && dayOrder !== undefined && dayOrder !== 'ymd') return `day-${dayOrder}`;
  return type.kind;
}

function unusual(found: FoundColumn): TypeChoice[] {
  const { type } = found;
  if (type.kind === 'decimal') return decimals(type.scale);
  return [{ value: choiceOf(found), label: type.kind === 'bytes' ? 'Bytes' : type.kind, type }];
}

function decimals(scale: number): TypeChoice[] {
  const label = `Amount, ${scale} decimals`;
  return [
    { value: `decimal-${scale}`, label, type: { kind: 'decimal', scale } },
    {
      value: `decimal-${scale},`,
      label: `${label}, comma`,
      type: { kind: 'decimal', scale },
      decimalMark: ',',
    },
  ];
}
