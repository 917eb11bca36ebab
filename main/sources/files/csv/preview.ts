import type { Glimpse, PreviewOptions } from '../preview.ts';
import { unreadable } from '../trouble.ts';
import { createDecoder } from './decoder.ts';
import { detectDialect, detectHeader } from './dialect.ts';
import { detectEncoding } from './encoding.ts';
import { CsvParser } from './parser.ts';
import { EndlessRow } from './scanner.ts';
import { createLineSkipper } from './skipLines.ts';

const JUDGED = 1_000;

export function previewCsv(
  path: string,
  bytes: Uint8Array,
  whole: boolean,
  options: PreviewOptions,
): Glimpse {
  const detected = detectEncoding(bytes, whole);
  const encoding = options.encoding ?? detected.value;
  const decoder = createDecoder(encoding);
  const skipLines = options.skipLines ?? 0;
  const text = createLineSkipper(skipLines)(decoder.write(bytes) + (whole ? decoder.end() : ''));
  const dialect = detectDialect(text);
  const delimiter = options.delimiter ?? dialect.value.delimiter;
  const quote = options.quote === undefined ? dialect.value.quote : options.quote;
  const { rows, notes } = firstRows(path, text, whole, { delimiter, quote, firstLine: skipLines + 1 });
  const guessed = detectHeader(rows.slice(0, JUDGED));
  const header = options.header ?? guessed.value;
  const [first = []] = rows;
  return {
    format: { kind: 'csv', encoding, delimiter, quote, header, skipLines },
    confidence: Math.min(
      options.encoding === undefined ? detected.confidence : 1,
      options.delimiter === undefined ? dialect.confidence : 1,
      options.header === undefined ? guessed.confidence : 1,
    ),
    columns: first.map((name) => ({ original: header ? name : '', type: null })),
    rows: header ? rows.slice(1) : rows,
    notes: text.includes('\0') ? [...notes, 'Some text holds NUL characters.'] : notes,
  };
}

function firstRows(
  path: string,
  text: string,
  whole: boolean,
  shape: { delimiter: string; quote: string | null; firstLine: number },
): { rows: string[][]; notes: string[] } {
  const parser = new CsvParser({ ...shape, width: 0, ragged: 'reject' });
  try {
    parser.push(text, whole);
  } catch (error) {
    if (!(error instanceof EndlessRow)) throw error;
    throw endless(path, error);
  }
  const [trouble] = parser.troubles;
  if (trouble === undefined) return { rows: parser.rows, notes: [] };
  const count = parser.troubles.length;
  const note = `${count === 1 ? 'One row' : `${count} rows`} of the beginning would be rejected; line ${trouble.line} ${trouble.reason}.`;
  return { rows: parser.rows, notes: [note] };
}

export function endless(path: string, { line, message }: EndlessRow) {
  return unreadable(
    path,
    `${path}, line ${line}: the row ${message}.`,
    'Correct the quotes in that line, or say that no character quotes in this file.',
  );
}
