import type { Column } from '../../../shared/domain/column.ts';
import type { Contract } from '../loads.ts';
import { type Conversion, conversion, sameType } from './conversion.ts';
import { numberedName, variantName } from './fieldNames.ts';
import type { RelationShape } from './relationShape.ts';

/** What becomes of one column of typed rows. */
export interface ColumnFit {
  readonly from: Column;
  /** The column of the relation it goes to, when it goes to one. */
  readonly to: string | null;
  /** Null when the values go as they are. */
  readonly conversion: Conversion | null;
  /** Where the values go that `conversion` can't take, under the contract evolve. */
  readonly variant: string | null;
}

/** Adds to the shape the columns that the contract lets in; the answer's `refused` says what it doesn't. */
export function fitColumns(
  shape: RelationShape,
  columns: readonly Column[],
  contract: Contract,
): { readonly fits: readonly ColumnFit[]; readonly refused: string | null } {
  const evolves = contract === 'evolve' || shape.founded;
  const refusals: string[] = [];
  const fits = columns.map((from): ColumnFit => {
    const there = shape.columns[shape.position(from.name) ?? -1];
    if (there === undefined) {
      if (evolves) shape.addNamed({ ...from, nullable: true });
      else refusals.push(`it has no column ${from.name}`);
      return { from, to: evolves ? from.name : null, conversion: null, variant: null };
    }
    if (sameType(from.type, there.type)) return { from, to: from.name, conversion: null, variant: null };
    const way = conversion(from.type, there.type);
    if (way === null && !evolves)
      refusals.push(`${from.name} is ${there.type.kind} there and ${from.type.kind} here`);
    const variant = evolves && way?.fits !== null ? variantColumn(shape, from) : null;
    // What can't be converted at all goes to its variant as it is.
    if (way === null) return { from, to: variant, conversion: null, variant: null };
    return { from, to: from.name, conversion: way, variant };
  });
  return { fits, refused: contract === 'freeze' && refusals.length > 0 ? refusals.join('; ') : null };
}

/** Rows can be written straight to their place: every column has one, and none needs another form. */
export function isStraight(fits: readonly ColumnFit[]): boolean {
  return fits.every(({ to, conversion: way }) => to !== null && way === null);
}

/** True in SQL for a row whose value in this column has no place. Null when every value has one. */
export function misfits({ from, to, conversion: way, variant }: ColumnFit): string | null {
  const value = quoted(from.name);
  if (to === null) return `${value} is not null`;
  if (variant !== null || way === null || way.fits === null) return null;
  return `(${value} is not null and not (${fitting(way, value)}))`;
}

/** What is selected for each column of the relation. */
export function selections(fits: readonly ColumnFit[]): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const { from, to, conversion: way, variant } of fits) {
    const value = quoted(from.name);
    if (to === null) continue;
    if (way === null) {
      chosen.set(to, value);
      continue;
    }
    const fit = `${value} is not null and (${fitting(way, value)})`;
    chosen.set(to, `case when ${fit} then ${way.cast(value)} end`);
    if (variant !== null) chosen.set(variant, `case when ${fit} then null else ${value} end`);
  }
  return chosen;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function fitting(way: Conversion, value: string): string {
  return way.fits === null ? 'true' : `coalesce(${way.fits(value)}, false)`;
}

function variantColumn(shape: RelationShape, from: Column): string {
  const first = variantName(from.name, from.type.kind);
  for (let number = 1; ; number += 1) {
    const name = numberedName(first, number);
    const there = shape.columns[shape.position(name) ?? -1];
    if (there === undefined) shape.addNamed({ name, type: from.type, nullable: true });
    if (there === undefined || sameType(there.type, from.type)) return name;
  }
}
