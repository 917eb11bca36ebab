import type { Row } from '../../../../shared/domain/column.ts';

const MOST_ROWS = 2_000;
/** About how much one message may hold: reading it takes the main thread a few milliseconds. */
const MOST_WEIGHT = 512 * 1024;

/** Rows in messages small enough that none of them keeps the other side busy for long. */
export function* sliced(rows: readonly Row[]): Generator<readonly Row[]> {
  let from = 0;
  let weight = 0;
  for (let at = 0; at < rows.length; at += 1) {
    weight += weightOf(rows[at] ?? []);
    if (at + 1 - from < MOST_ROWS && weight < MOST_WEIGHT) continue;
    yield rows.slice(from, at + 1);
    from = at + 1;
    weight = 0;
  }
  if (from < rows.length) yield rows.slice(from);
}

function weightOf(row: Row): number {
  let weight = 0;
  for (const value of row) {
    if (typeof value === 'string') weight += value.length;
    else if (value instanceof Uint8Array) weight += value.byteLength;
    weight += 16;
  }
  return weight;
}
