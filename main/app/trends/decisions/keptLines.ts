import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { type CsvRecord, csvCell, csvRecords } from './csvRecords.ts';

/** A file of decisions: which columns it has, and which of them may not be empty. */
export interface KeptFile<Column extends string> {
  readonly file: string;
  readonly columns: readonly Column[];
  readonly needed: readonly Column[];
}

export interface KeptLine<Column extends string> {
  readonly values: Readonly<Record<Column, string>>;
  readonly record: CsvRecord;
}

export interface KeptLines<Column extends string> {
  readonly lines: readonly KeptLine<Column>[];
  readonly problems: readonly FileProblem[];
  /** The columns as the file has them, or null where there is no usable heading: nothing is written then. */
  readonly heading: readonly string[] | null;
  readonly mark: ',' | ';';
}

/** What can be read is read; a line that can't is told with its place and left as it is. Columns may come in any order, with others between. */
export function keptLines<Column extends string>(text: string, kept: KeptFile<Column>): KeptLines<Column> {
  const { records, mark } = csvRecords(text);
  const problems: FileProblem[] = [];
  const tell = (line: number, message: string, severity: FileProblem['severity'] = 'warning') =>
    problems.push({ file: kept.file, line, column: 1, message, severity });
  const [first, ...rest] = records;
  if (first === undefined) return { lines: [], problems, heading: [...kept.columns], mark };
  const heading = first.cells.map((cell) => cell.toLowerCase());
  const missing = kept.needed.filter((column) => !heading.includes(column));
  if (missing.length > 0) {
    tell(
      first.line,
      `the first line names no column ${missing.join(', ')}: it should read ${kept.columns.join(',')}`,
      'error',
    );
    return { lines: [], problems, heading: null, mark };
  }
  const lines = rest.flatMap((record): KeptLine<Column>[] => {
    if (record.open) {
      tell(record.line, 'a quotation mark is opened here and never closed: the rest of the file isn’t read');
      return [];
    }
    if (record.cells.length > heading.length) {
      tell(
        record.line,
        `has ${record.cells.length} values for ${heading.length} columns: put quotation marks around values with a “${mark}”`,
      );
      return [];
    }
    const values = Object.fromEntries(
      kept.columns.map((column) => [column, record.cells[heading.indexOf(column)] ?? '']),
    ) as Record<Column, string>;
    const empty = kept.needed.filter((column) => values[column] === '');
    if (empty.length === 0) return [{ values, record }];
    tell(record.line, `has no ${empty.join(' and no ')}, and is passed over`);
    return [];
  });
  return { lines, problems, heading, mark };
}

/** The text with one more line; an empty text gets its heading first. */
export function withLine<Column extends string>(
  text: string,
  kept: KeptFile<Column>,
  { heading, mark }: Pick<KeptLines<Column>, 'heading' | 'mark'>,
  values: Readonly<Record<Column, string>>,
): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const begun = text.trim() === '' ? `${kept.columns.join(',')}${end}` : text;
  const whole = begun.endsWith('\n') ? begun : `${begun}${end}`;
  const known: Readonly<Record<string, string>> = values;
  const cells = (heading ?? kept.columns).map((column) => csvCell(known[column] ?? '', mark));
  return `${whole}${cells.join(mark)}${end}`;
}

/** The text without some of its records; everything else stays as somebody wrote it. */
export function withoutRecords(text: string, records: readonly CsvRecord[]): string {
  return [...records]
    .sort((a, b) => b.from - a.from)
    .reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
}
