import { readDay, readMoment } from '../../jinja/python/datetime/isoText.ts';
import { float, type Value } from '../../jinja/value.ts';
import type { Cell } from '../../warehouse/builds.ts';
import { Decimal } from './python/decimal.ts';

/** A cell as Python's driver hands it to a template: numerics as decimals, days and instants as objects. */
export function cellValue(cell: Cell, type: string): Value {
  if (cell === null || typeof cell === 'boolean') return cell;
  if (typeof cell === 'bigint') return whole(cell);
  if (typeof cell === 'number') return float(cell);
  if (typeof cell !== 'string') return Buffer.from(cell).toString('utf8');
  const kind = type.toLowerCase();
  if (kind.startsWith('numeric') || kind === 'decimal') return Decimal.read(cell) ?? cell;
  if (kind === 'date') return readDay(cell) ?? cell;
  if (kind.startsWith('timestamp')) return readMoment(cell) ?? cell;
  return cell;
}

function whole(value: bigint): Value {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
