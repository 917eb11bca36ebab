import type { Value } from '../../../../shared/domain/column.ts';
import { refuse } from './refusal.ts';

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** What SQLite is given for a value. A value that it would silently change is refused: NaN, half a character, 65 bits. */
export function stored(value: Value): Value {
  if (typeof value === 'string') {
    if (value.isWellFormed()) return value;
    throw badValue('a text holds half of a character (a lone surrogate)', 'Repair the text.');
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') {
    if (Number.isNaN(value)) throw badValue('a number is not a number (NaN)', 'Use an empty value instead.');
    return value;
  }
  if (typeof value === 'bigint' && (value < LEAST || value > MOST))
    throw badValue(`${value} does not fit into 64 bits`, 'Keep it as text.');
  if (value === undefined) throw badValue('a value is missing', 'Give null for an empty value.');
  return value;
}

function badValue(why: string, next: string) {
  return refuse('BAD_INPUT', { message: `A value could not be stored: ${why}.`, next });
}

/** As SQL text, for a value that is the same in every row of a bulk insert. */
export function literal(value: Value): string {
  const plain = stored(value);
  if (plain === null) return 'null';
  if (typeof plain === 'string')
    // A quoted literal ends at a NUL.
    return plain.includes('\0')
      ? `cast(x'${Buffer.from(plain).toString('hex')}' as text)`
      : `'${plain.replaceAll("'", "''")}'`;
  if (plain instanceof Uint8Array) return `x'${Buffer.from(plain).toString('hex')}'`;
  if (typeof plain === 'number') return numberLiteral(plain);
  // The least integer can't be written as minus its absolute value.
  return plain === LEAST ? `(${LEAST + 1n} - 1)` : String(plain);
}

function numberLiteral(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '9e999';
  if (value === Number.NEGATIVE_INFINITY) return '-9e999';
  return value.toExponential();
}
