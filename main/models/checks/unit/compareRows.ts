import type { Answer, Cell } from '../../../warehouse/builds.ts';
import { cellText, SAMPLE_ROWS } from '../cells.ts';

export interface Compared {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** By position, as the engine calls them. */
  readonly types: readonly string[];
}

export interface Difference {
  readonly asExpected: number;
  readonly differing: number;
  readonly missing: number;
  readonly unexpected: number;
  /** First what each row is, then its values; `expected → made` where they differ. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** More rows left over than this aren't paired: each is told by itself. */
const MOST_PAIRED = 200;

/** Null when both are the same rows, in whatever order, each as often. */
export function differenceOf(expected: Compared, actual: Compared): Difference | null {
  const keysOf = ({ rows, types }: Compared) =>
    rows.map((row) => row.map((cell, at) => cellKey(cell, types[at] ?? '')));
  const wanted = keysOf(expected);
  const made = keysOf(actual);
  const open = new Map<string, number[]>();
  for (const [at, keys] of made.entries()) {
    const key = JSON.stringify(keys);
    open.set(key, [...(open.get(key) ?? []), at]);
  }
  const missing: number[] = [];
  for (const [at, keys] of wanted.entries())
    if (open.get(JSON.stringify(keys))?.shift() === undefined) missing.push(at);
  const unexpected = [...open.values()].flat().sort((a, b) => a - b);
  if (missing.length === 0 && unexpected.length === 0) return null;

  const pairs = pairUp(missing, unexpected, wanted, made);
  const paired = new Set(pairs.map(([a]) => a));
  const taken = new Set(pairs.map(([, b]) => b));
  const texts = (rows: Compared, at: number) => (rows.rows[at] ?? []).map(cellText);
  const shown: (readonly (string | null)[])[] = [
    ...pairs.map(([a, b]) => {
      const before = texts(expected, a);
      const after = texts(actual, b);
      const same = (column: number) => wanted[a]?.[column] === made[b]?.[column];
      return [
        'differs',
        ...before.map((one, at) => (same(at) ? one : `${one ?? 'null'} → ${after[at] ?? 'null'}`)),
      ];
    }),
    ...missing.filter((at) => !paired.has(at)).map((at) => ['missing', ...texts(expected, at)]),
    ...unexpected.filter((at) => !taken.has(at)).map((at) => ['unexpected', ...texts(actual, at)]),
  ];
  return {
    asExpected: wanted.length - missing.length,
    differing: pairs.length,
    missing: missing.length - pairs.length,
    unexpected: unexpected.length - pairs.length,
    columns: ['row', ...expected.columns],
    rows: shown.slice(0, SAMPLE_ROWS),
  };
}

/** Rows that are most alike belong together, as long as they share a value or have only one. */
function pairUp(
  missing: readonly number[],
  unexpected: readonly number[],
  wanted: readonly (readonly string[])[],
  made: readonly (readonly string[])[],
): readonly (readonly [number, number])[] {
  if (missing.length > MOST_PAIRED || unexpected.length > MOST_PAIRED) return [];
  const left = new Set(unexpected);
  return missing.flatMap((at) => {
    const keys = wanted[at] ?? [];
    let best: { to: number; alike: number } | null = null;
    for (const to of left) {
      const alike = keys.filter((key, column) => key === made[to]?.[column]).length;
      if (best === null || alike > best.alike) best = { to, alike };
    }
    if (best === null || (best.alike === 0 && keys.length > 1)) return [];
    left.delete(best.to);
    return [[at, best.to] as const];
  });
}

/** Equal for equal values, however each side prints them. */
function cellKey(cell: Cell, type: string): string {
  if (cell === null) return 'null';
  if (typeof cell === 'bigint') return `#${cell}`;
  if (typeof cell === 'number') return `#${plainNumber(cell)}`;
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell !== 'string') return cellText(cell) ?? '';
  return type === 'numeric' ? `#${withoutZeros(cell)}` : `'${cell}`;
}

/** To 15 digits: what a sum leaves behind them is no difference a person meant. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const short = Number(value.toPrecision(15));
  if (Object.is(short, -0)) return '0';
  const written = String(short);
  return written.includes('e') ? withoutExponent(short, written) : written;
}

function withoutExponent(value: number, written: string): string {
  return Number.isInteger(value) ? String(BigInt(value)) : written;
}

function withoutZeros(text: string): string {
  const bare = text.trim().replace(/^\+/, '');
  if (!/^-?\d*\.?\d*$/.test(bare)) return bare;
  const short = bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
  const full = short.replace(/^(-?)0+(?=\d)/, '$1');
  return full === '' || full === '-' || full === '-0' ? '0' : full;
}

export function comparedOf(answer: Answer, columns: readonly string[]): Compared {
  const places = columns.map((name) =>
    answer.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase()),
  );
  return {
    columns,
    rows: answer.rows.map((row) => places.map((at) => row[at] ?? null)),
    types: places.map((at) => answer.columns[at]?.type ?? ''),
  };
}
