import type { ColumnType } from '../../../shared/domain/column.ts';

/** How a column of one type is read as another inside the store; the SQL is the same on both engines. */
export interface Conversion {
  /** True for the values that lose nothing by it. Null when all do. */
  readonly fits: ((value: string) => string) | null;
  readonly cast: (value: string) => string;
}

const EXACT = 2n ** 53n;
const MOST = 2n ** 63n - 1n;

/** Null when no value of the one can be trusted to be a value of the other. */
export function conversion(from: ColumnType, to: ColumnType): Conversion | null {
  if (to.kind === 'text') return toText(from);
  if (to.kind === 'number') return toNumber(from);
  if (to.kind === 'integer') return toInteger(from);
  if (to.kind === 'decimal') return toDecimal(from, to.scale);
  return null;
}

export function sameType(one: ColumnType, other: ColumnType): boolean {
  return one.kind === other.kind && scaleOf(one) === scaleOf(other);
}

function toText(from: ColumnType): Conversion | null {
  if (from.kind === 'boolean')
    return { fits: null, cast: (value) => `case when ${value} = true then 'true' else 'false' end` };
  // Doubles and instants are spelled differently by the two engines.
  const alike = ['integer', 'day', 'json'].includes(from.kind);
  return alike ? { fits: null, cast: (value) => `cast(${value} as text)` } : null;
}

function toNumber(from: ColumnType): Conversion | null {
  if (from.kind !== 'integer' && from.kind !== 'decimal') return null;
  const divisor = 10 ** scaleOf(from);
  return {
    fits: (value) => between(value, EXACT),
    // One division of exact numbers rounds as reading the written amount would.
    cast: (value) => `cast(${value} as double precision) / ${divisor}.0`,
  };
}

function toInteger(from: ColumnType): Conversion | null {
  if (from.kind === 'decimal') return rescaled(scaleOf(from), 0);
  if (from.kind !== 'number') return null;
  return {
    fits: (value) =>
      `case when ${between(value, EXACT)} then cast(cast(${value} as bigint) as double precision) end = ${value}`,
    cast: (value) => `cast(${value} as bigint)`,
  };
}

function toDecimal(from: ColumnType, scale: number): Conversion | null {
  return from.kind === 'integer' || from.kind === 'decimal' ? rescaled(scaleOf(from), scale) : null;
}

function rescaled(from: number, to: number): Conversion {
  if (to >= from) {
    const factor = 10n ** BigInt(to - from);
    return { fits: (value) => between(value, MOST / factor), cast: (value) => `${value} * ${factor}` };
  }
  const divisor = 10n ** BigInt(from - to);
  return { fits: (value) => `${value} % ${divisor} = 0`, cast: (value) => `${value} / ${divisor}` };
}

function between(value: string, bound: bigint): string {
  return `${value} between -${bound} and ${bound}`;
}

function scaleOf(type: ColumnType): number {
  return type.kind === 'decimal' ? type.scale : 0;
}
