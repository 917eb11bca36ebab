import type { Row, Value } from '../../../shared/domain/column.ts';
import type { FilePlan } from './plan.ts';
import type { Rejects } from './rejects.ts';
import { type Reader, readerFor, UNREADABLE } from './values/reader.ts';

interface Target {
  readonly position: number;
  readonly original: string;
  readonly kind: string;
  /** Null where text stays as it is. */
  readonly read: Reader | null;
}

/** Where a row came from, for the message when it is rejected. */
export interface Origin {
  readonly ordinal: number;
  readonly line: number;
  readonly record: () => string;
}

/** Turns the cells of a file into the row of a plan, or says why not. */
export interface Converter {
  /** Changes `cells` in place where nothing has to move: a million small arrays are what a load can spare. */
  readonly ofText: (cells: string[], origin: () => Origin) => Row | null;
  readonly ofValues: (cells: readonly unknown[], origin: () => Origin) => Row | null;
  /** Values that became null because they could not be read. */
  readonly nulled: () => number;
}

export function createConverter(plan: FilePlan, rejects: Rejects): Converter {
  const { rules } = plan;
  const targets = plan.columns.flatMap(({ type, skip, original, name, ...notation }, position): Target[] =>
    skip
      ? []
      : [
          {
            position,
            original: original || name,
            kind: type.kind,
            read: type.kind === 'text' ? null : readerFor(type, notation),
          },
        ],
  );
  const textReader = readerFor({ kind: 'text' }, {});
  const asTheyAre = targets.length === plan.columns.length && targets.every(({ read }) => read === null);
  const emptyIsNull = rules.emptyText === 'null';
  const refuseNul = rules.nul === 'reject';
  let nulled = 0;

  const convert = (cells: readonly unknown[], origin: () => Origin): Row | null => {
    const row = new Array<Value>(targets.length);
    for (let at = 0; at < targets.length; at += 1) {
      const target = targets[at];
      if (target === undefined) break;
      const raw = cells[target.position];
      const read =
        target.read === null ? (typeof raw === 'string' ? raw : textReader(raw)) : target.read(raw);
      if (read === UNREADABLE) {
        if (rules.unreadable === 'reject') {
          reject(
            rejects,
            origin,
            `${target.original}: ${quoted(raw)} is no ${WORDS[target.kind] ?? target.kind}`,
          );
          return null;
        }
        nulled += 1;
        row[at] = null;
      } else if (read === '' && emptyIsNull) row[at] = null;
      else row[at] = read;
    }
    if (refuseNul && row.some((value) => typeof value === 'string' && value.includes('\0'))) {
      reject(rejects, origin, 'holds a NUL character, which PostgreSQL cannot keep');
      return null;
    }
    return row;
  };

  const inPlace = (cells: (string | null)[]): Row => {
    if (emptyIsNull) for (let at = 0; at < cells.length; at += 1) if (cells[at] === '') cells[at] = null;
    return cells;
  };
  return { ofText: asTheyAre && !refuseNul ? inPlace : convert, ofValues: convert, nulled: () => nulled };
}

const WORDS: Readonly<Record<string, string>> = {
  integer: 'whole number of 64 bits',
  decimal: 'amount with so few decimals',
  boolean: 'yes or no',
  instant: 'instant with its zone',
  json: 'valid JSON',
};

function reject(rejects: Rejects, origin: () => Origin, reason: string): void {
  const { ordinal, line, record } = origin();
  rejects.add(ordinal, line, reason, record());
}

function quoted(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : String(raw);
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`;
}
