import type { Field } from './csv.ts';
import { type Family, isNumber } from './family.ts';

export interface Window {
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
}

export interface RowRules {
  readonly columns: readonly string[];
  readonly families: readonly Family[];
  readonly loose: ReadonlySet<string>;
  /** When each step ran, for `<now:ID>`. */
  readonly windows: ReadonlyMap<string, Window>;
}

type Row = readonly Field[];

const TOLERANCE = 1e-9;
const SHOWN = 3;

/**
 * Rows as a multiset. Every recorded row is paired with one of ours that it allows, masks included; a largest pairing
 * is looked for, because a row with a mask allows several and must not take the only one that another allows.
 */
export function compareRows(expected: readonly Row[], actual: readonly Row[], rules: RowRules): string[] {
  const taken = new Array<number>(actual.length).fill(-1);
  const options = expected.map((row) =>
    actual.flatMap((candidate, at) => (rowAllows(row, candidate, rules) ? [at] : [])),
  );
  const tryPair = (from: number, seen: Set<number>): boolean => {
    for (const at of options[from] ?? []) {
      if (seen.has(at)) continue;
      seen.add(at);
      const holder = taken[at] ?? -1;
      if (holder < 0 || tryPair(holder, seen)) {
        taken[at] = from;
        return true;
      }
    }
    return false;
  };
  const missing = expected.filter((_row, at) => !tryPair(at, new Set()));
  const extra = actual.filter((_row, at) => taken[at] === -1);
  const faults: string[] = [];
  if (expected.length !== actual.length)
    faults.push(`expected ${expected.length} rows, got ${actual.length}`);
  faults.push(...told('missing', missing), ...told('not expected', extra));
  return [...faults, ...volatileRepeats(expected, actual, taken, rules)];
}

function told(what: string, rows: readonly Row[]): string[] {
  const shown = rows.slice(0, SHOWN).map((row) => `${what}: ${row.map((cell) => cell ?? '\\N').join(', ')}`);
  return rows.length > SHOWN ? [...shown, `and ${rows.length - SHOWN} more ${what}`] : shown;
}

function rowAllows(expected: Row, actual: Row, rules: RowRules): boolean {
  const marks = new Map<string, string>();
  return rules.columns.every((column, at) => {
    if (rules.loose.has(column)) return true;
    const wanted = expected[at] ?? null;
    const got = actual[at] ?? null;
    const now = wanted === null ? null : /^<now:(.+)>$/.exec(wanted);
    if (now !== null) {
      if (got === null || !within(got, rules.windows.get(now[1] ?? ''))) return false;
      const before = marks.get(wanted ?? '');
      marks.set(wanted ?? '', got);
      return before === undefined || before === got;
    }
    if (wanted === '<volatile>') return got !== null;
    return cellEquals(wanted, got, rules.families[at] ?? 'text');
  });
}

function cellEquals(wanted: Field, got: Field, family: Family): boolean {
  if (wanted === got) return true;
  if (wanted === null || got === null || !isNumber(family)) return false;
  const [a, b] = [Number(wanted), Number(got)];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= Math.max(TOLERANCE, TOLERANCE * Math.max(Math.abs(a), Math.abs(b)));
}

function within(instant: string, window: Window | undefined): boolean {
  const at = Date.parse(instant);
  return window !== undefined && at >= window.from && at <= window.to;
}

/** A value that can't be compared still has to be one of its own. */
function volatileRepeats(
  expected: readonly Row[],
  actual: readonly Row[],
  taken: readonly number[],
  { columns }: RowRules,
): string[] {
  return columns.flatMap((column, at) => {
    const values = actual.flatMap((row, index) => {
      const pair = expected[taken[index] ?? -1];
      return pair?.[at] === '<volatile>' ? [row[at]] : [];
    });
    return new Set(values).size === values.length ? [] : [`${column}: values repeat that should be unique`];
  });
}
