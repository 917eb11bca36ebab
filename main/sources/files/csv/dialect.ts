import type { Guess } from './encoding.ts';
import { CsvParser } from './parser.ts';
import { EndlessRow } from './scanner.ts';

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string | null;
}

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'"];
const ROWS_JUDGED = 200;

/** The delimiter and quote under which the beginning of a file looks most like a table. */
export function detectDialect(text: string): Guess<Dialect> {
  const candidates = QUOTES.flatMap((quote) => DELIMITERS.map((delimiter) => ({ delimiter, quote })))
    .map((dialect) => ({ dialect, score: scoreOf(text, dialect) }))
    .sort((one, other) => other.score - one.score);
  const [best, next] = candidates;
  if (best === undefined || best.score <= 0)
    return { value: { delimiter: ',', quote: '"' }, confidence: 0.3 };
  const rival = candidates.find(({ dialect }) => dialect.delimiter !== best.dialect.delimiter) ?? next;
  const lead = 1 - Math.max(0, rival?.score ?? 0) / best.score;
  return { value: best.dialect, confidence: Math.round(Math.min(1, 0.5 + lead / 2) * 100) / 100 };
}

/** More fields are better, as long as the rows agree on their number and no quote is out of place. */
function scoreOf(text: string, { delimiter, quote }: { delimiter: string; quote: string }): number {
  const parser = new CsvParser({ delimiter, quote, width: 0, ragged: 'reject' });
  try {
    parser.push(text.slice(0, 262_144), false);
  } catch (error) {
    if (error instanceof EndlessRow) return -1;
    throw error;
  }
  const rows = parser.rows.slice(0, ROWS_JUDGED);
  const width = rows[0]?.length ?? 0;
  const upTo = rows.length < ROWS_JUDGED ? Number.POSITIVE_INFINITY : (parser.lines[rows.length - 1] ?? 0);
  const refused = parser.troubles.filter(({ line }) => line <= upTo).length;
  if (width < 2) return 0;
  const agreeing = rows.length / (rows.length + refused);
  // The double quote is the rule: the single one must earn its place by fields that need it.
  const rarer = quote === "'" && !text.includes(`${delimiter}'`) && !text.startsWith("'") ? 0.5 : 1;
  return agreeing ** 2 * Math.log2(1 + width) * (quote === '"' ? 1.02 : rarer);
}

/** Whether the first row names the columns: it doesn't look like the rows below it. */
export function detectHeader(rows: readonly (readonly string[])[]): Guess<boolean> {
  const [first, ...below] = rows;
  if (first === undefined) return { value: false, confidence: 0.3 };
  const named = first.filter((cell) => cell.trim() !== '' && !looksLikeData(cell)).length;
  const distinct = new Set(first.map((cell) => cell.trim().toLowerCase())).size === first.length;
  if (named < first.length) return { value: named > first.length / 2 && distinct, confidence: 0.6 };
  const typed = first.some((_, index) => below.some((row) => looksLikeData(row[index] ?? '')));
  if (typed) return { value: true, confidence: distinct ? 0.95 : 0.7 };
  const repeated = first.some((cell, index) => below.some((row) => row[index] === cell));
  return { value: distinct && !repeated, confidence: 0.5 };
}

function looksLikeData(written: string): boolean {
  // Cut, because the patterns below go back and forth over what is long and almost fits.
  const cell = written.slice(0, 64);
  return /^\s*[-+$€£(]?\d[\d.,:/\-\sT%)]*Z?\s*$/.test(cell) || /^(true|false|yes|no)$/i.test(cell.trim());
}
