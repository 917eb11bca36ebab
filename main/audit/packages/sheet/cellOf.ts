import type { ColumnType, Value } from '../../../../shared/domain/column.ts';
import type { CellValue, NumberFormat } from '../../workbook/cell.ts';
import { serialOfDay, serialOfInstant } from '../../workbook/serial.ts';

/** A value of the warehouse as a cell: amounts in minor units become amounts, bytes their digits. */
export function cellOf(value: Value, type: ColumnType): CellValue {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  switch (type.kind) {
    case 'decimal':
      return typeof value === 'bigint' || typeof value === 'number'
        ? Number(value) / 10 ** type.scale
        : value;
    case 'day':
      return typeof value === 'string' && serialOfDay(value) !== null ? { day: value.slice(0, 10) } : value;
    case 'instant':
      return typeof value === 'string' && serialOfInstant(value) !== null ? { instant: value } : value;
    case 'boolean':
      return typeof value === 'boolean' ? value : value === 1n || value === 1;
    default:
      return value;
  }
}

/** The number that Excel sees in the cell; null where it sees a text. */
export function numberIn(value: Value, type: ColumnType | undefined): number | null {
  if (value === null || type === undefined) return null;
  const cell = cellOf(value, type);
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'object' && cell !== null)
    return 'day' in cell ? serialOfDay(cell.day) : serialOfInstant(cell.instant);
  return null;
}

export function formatOf(type: ColumnType): NumberFormat {
  switch (type.kind) {
    case 'integer':
      return { kind: 'integer' };
    case 'decimal':
      return { kind: 'number', digits: type.scale };
    case 'day':
    case 'instant':
      return { kind: type.kind };
    case 'text':
    case 'json':
    case 'bytes':
      return { kind: 'text' };
    default:
      return { kind: 'general' };
  }
}
