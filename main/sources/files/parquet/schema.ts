import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { parquetSchema } from 'hyparquet';
import type { ColumnType } from '../../../../shared/domain/column.ts';

export interface ParquetColumn {
  readonly original: string;
  readonly type: ColumnType;
  readonly note?: string;
  /** From what the library hands over to a value of that type; never called with null. */
  readonly convert: (raw: unknown) => unknown;
}

const same = (raw: unknown) => raw;

/** The columns of a file, and its metadata changed so that decimals arrive as their digits instead of as doubles. */
export function columnsOf(metadata: FileMetaData): { columns: ParquetColumn[]; metadata: FileMetaData } {
  const columns = parquetSchema(metadata).children.map(columnOf);
  const schema = metadata.schema.map((element) => (isDecimal(element) ? withoutDecimal(element) : element));
  return { columns, metadata: { ...metadata, schema } };
}

function columnOf(tree: SchemaTree): ParquetColumn {
  const { element } = tree;
  const { name: original } = element;
  if (tree.children.length > 0 || element.repetition_type === 'REPEATED')
    return { original, type: { kind: 'json' }, convert: same };
  if (isDecimal(element)) return decimalColumn(element);
  const logical = element.logical_type?.type;
  if (element.converted_type === 'DATE' || logical === 'DATE')
    return { original, type: { kind: 'day' }, convert: same };
  if (
    element.converted_type?.startsWith('TIMESTAMP') ||
    logical === 'TIMESTAMP' ||
    element.type === 'INT96'
  ) {
    const local = element.logical_type?.type === 'TIMESTAMP' && !element.logical_type.isAdjustedToUTC;
    const note = local ? { note: 'The file states no zone: times are read as UTC.' } : {};
    return { original, type: { kind: 'instant' }, convert: same, ...note };
  }
  if (element.converted_type?.startsWith('TIME_') || logical === 'TIME')
    return {
      original,
      type: { kind: 'text' },
      convert: String,
      note: 'A time of day is kept as the number in the file.',
    };
  return { original, ...physicalType(element, logical) };
}

function physicalType(element: SchemaElement, logical: string | undefined): Omit<ParquetColumn, 'original'> {
  switch (element.type) {
    case 'BOOLEAN':
      return { type: { kind: 'boolean' }, convert: same };
    case 'INT32':
    case 'INT64':
      return { type: { kind: 'integer' }, convert: same };
    case 'FLOAT':
    case 'DOUBLE':
      return { type: { kind: 'number' }, convert: numberOrNull };
    default:
      if (logical === 'FLOAT16') return { type: { kind: 'number' }, convert: numberOrNull };
      if (element.converted_type === 'JSON' || logical === 'JSON')
        return { type: { kind: 'json' }, convert: same };
      if (element.converted_type === 'UTF8' || element.converted_type === 'ENUM')
        return { type: { kind: 'text' }, convert: textFrom };
      if (logical === 'STRING' || logical === 'ENUM' || logical === 'UUID')
        return { type: { kind: 'text' }, convert: textFrom };
      // A copy: what the library hands over is a view that keeps a whole page alive.
      return {
        type: { kind: 'bytes' },
        convert: (raw) => (raw instanceof Uint8Array ? Uint8Array.from(raw) : raw),
      };
  }
}

function textFrom(raw: unknown): unknown {
  return raw instanceof Uint8Array
    ? Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8')
    : raw;
}

/** Not-a-number is how data frames write that there is nothing. */
function numberOrNull(raw: unknown): unknown {
  return typeof raw === 'number' && Number.isNaN(raw) ? null : raw;
}

function isDecimal(element: SchemaElement): boolean {
  return element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
}

function withoutDecimal(element: SchemaElement): SchemaElement {
  const { converted_type: _, logical_type: __, ...rest } = element;
  return rest;
}

function decimalColumn(element: SchemaElement): ParquetColumn {
  const logical = element.logical_type?.type === 'DECIMAL' ? element.logical_type : undefined;
  const scale = element.scale ?? logical?.scale ?? 0;
  const precision = element.precision ?? logical?.precision ?? 38;
  const convert = (raw: unknown) => digits(raw, scale);
  const { name: original } = element;
  if (scale >= 0 && scale <= 9 && precision <= 18)
    return { original, type: { kind: 'decimal', scale }, convert };
  return {
    original,
    type: { kind: 'text' },
    convert,
    note: 'More digits than an amount holds: kept as text.',
  };
}

function digits(raw: unknown, scale: number): unknown {
  const units = unitsOf(raw);
  if (units === null || scale < 0 || scale > 1_000) return raw;
  const text = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const split = text.length - scale;
  return `${units < 0n ? '-' : ''}${text.slice(0, split)}${scale === 0 ? '' : `.${text.slice(split)}`}`;
}

function unitsOf(raw: unknown): bigint | null {
  if (typeof raw === 'bigint') return raw;
  if (typeof raw === 'number') return Number.isInteger(raw) ? BigInt(raw) : null;
  if (!(raw instanceof Uint8Array) || raw.length === 0 || raw.length > 64) return null;
  return BigInt.asIntN(raw.length * 8, BigInt(`0x${Buffer.from(raw).toString('hex')}`));
}
