import type { Row } from '../../../../shared/domain/column.ts';
import type { Measure } from '../material/common.ts';
import type { RowColumn } from '../material/rowSet.ts';
import { numberIn } from './cellOf.ts';

/** What Excel will make of the rows of a table, made here while they pass: the value that stands in the file until it calculates. */
export interface Tally {
  add(row: Row): void;
  /** Null where there is nothing to make it of: an average of no rows. */
  valueOf(measure: Measure): number | null;
}

interface Counter {
  add(row: Row): void;
  value(): number | null;
}

export function createTally(columns: readonly RowColumn[], measures: Iterable<Measure>): Tally {
  const counters = new Map<string, Counter>();
  for (const measure of measures)
    for (const leaf of leavesOf(measure)) {
      const key = JSON.stringify(leaf);
      if (!counters.has(key)) counters.set(key, counterOf(leaf, columns));
    }
  const made = (measure: Measure): number | null => {
    if (measure.is === 'constant') return measure.value;
    if (measure.is !== 'ratio') return counters.get(JSON.stringify(measure))?.value() ?? null;
    const [over, minus, under] = [
      made(measure.over),
      measure.minus === undefined ? 0 : made(measure.minus),
      made(measure.under),
    ];
    return over === null || minus === null || under === null || under === 0 ? null : (over - minus) / under;
  };
  return {
    add(row) {
      for (const counter of counters.values()) counter.add(row);
    },
    valueOf: made,
  };
}

/** The measures that a measure is put together from. */
export function leavesOf(measure: Measure): readonly Measure[] {
  if (measure.is === 'constant') return [];
  if (measure.is !== 'ratio') return [measure];
  return [measure.over, ...(measure.minus === undefined ? [] : [measure.minus]), measure.under].flatMap(
    leavesOf,
  );
}

function counterOf(measure: Measure, columns: readonly RowColumn[]): Counter {
  let [count, sum, known] = [0, 0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const placeOf = (name: string) => columns.findIndex((column) => column.name === name);
  const at = 'column' in measure ? placeOf(measure.column) : -1;
  const where = measure.is === 'sum where' ? placeOf(measure.where) : at;
  const type = columns[at]?.type;
  return {
    add(row) {
      count += 1;
      const value = row[at] ?? null;
      if (value === null) return;
      if (measure.is === 'count where' || measure.is === 'sum where') {
        const seen = row[where] ?? null;
        const told = typeof seen === 'bigint' ? Number(seen) : seen;
        if (told !== measure.equals) return;
        known += 1;
        sum += numberIn(value, type) ?? 0;
        return;
      }
      known += 1;
      const number = numberIn(value, type);
      if (number === null) return;
      sum += number;
      least = Math.min(least, number);
      most = Math.max(most, number);
    },
    value() {
      switch (measure.is) {
        case 'rows':
          return count;
        case 'known':
        case 'count where':
          return known;
        case 'sum':
        case 'sum where':
          return sum;
        case 'average':
          return known === 0 ? null : sum / known;
        case 'least':
          return known === 0 ? null : least;
        case 'most':
          return known === 0 ? null : most;
        default:
          return null;
      }
    },
  };
}
