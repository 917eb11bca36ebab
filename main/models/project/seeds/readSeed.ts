import type { Position } from '../problem.ts';

export interface SeedFault {
  readonly at: Position;
  readonly message: string;
  readonly next: string;
}

/** A seed's cells as text; an empty field is null, as dbt loads it. */
export interface SeedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The line in the file on which each row begins. */
  readonly lines: readonly number[];
  readonly faults: readonly SeedFault[];
}

const MOST_FAULTS = 20;

/** Reads a seed's CSV. Rows that don't fit the header are told and left out. */
export function readSeed(text: string, delimiter = ','): SeedTable {
  const faults: SeedFault[] = [];
  const tell = (at: Position, message: string, next: string) => {
    if (faults.length < MOST_FAULTS) faults.push({ at, message, next });
  };
  let columns: readonly string[] | null = null;
  const rows: (readonly (string | null)[])[] = [];
  const lines: number[] = [];
  for (const { fields, at, openQuote } of records(text, delimiter)) {
    if (openQuote !== null)
      tell(
        openQuote,
        'The quoted text that begins here never ends.',
        'Close it with ", or double a " that is meant.',
      );
    if (columns === null) {
      columns = fields.map((field) => field ?? '');
      checkHeader(columns, at, tell);
    } else if (fields.length !== columns.length)
      tell(
        at,
        `This row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, and the header has ${columns.length}.`,
        `Give every row one field a column; put text that holds ${delimiter === '\t' ? 'a tab' : delimiter} in quotes.`,
      );
    else {
      rows.push(fields);
      lines.push(at.line);
    }
  }
  if (columns === null)
    tell({ line: 1, column: 1 }, 'This seed is empty.', 'Write the names of its columns in the first line.');
  return { columns: columns ?? [], rows, lines, faults };
}

function checkHeader(
  columns: readonly string[],
  at: Position,
  tell: (at: Position, message: string, next: string) => void,
): void {
  const seen = new Set<string>();
  for (const column of columns) {
    if (column.trim() === '') tell(at, 'A column has no name.', 'Write a name in the first line.');
    else if (seen.has(column)) tell(at, `Two columns are called ${column}.`, 'Rename one of them.');
    seen.add(column);
  }
}

interface CsvRecord {
  readonly fields: readonly (string | null)[];
  readonly at: Position;
  readonly openQuote: Position | null;
}

function* records(text: string, delimiter: string): Generator<CsvRecord, void, void> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const fields: (string | null)[] = [];
    let openQuote: Position | null = null;
    let lineStart = at;
    let ended = false;
    while (!ended) {
      let field = '';
      let quoted = false;
      if (text[at] === '"') {
        quoted = true;
        const opened = { line, column: at - lineStart + 1 };
        at += 1;
        for (;;) {
          const letter = text[at];
          if (letter === undefined) {
            openQuote = opened;
            break;
          }
          at += 1;
          if (letter === '"') {
            if (text[at] !== '"') break;
            at += 1;
          }
          if (letter === '\n') {
            line += 1;
            lineStart = at;
          }
          field += letter;
        }
      }
      const from = at;
      while (at < text.length && !text.startsWith(delimiter, at) && text[at] !== '\n' && text[at] !== '\r')
        at += 1;
      field += text.slice(from, at);
      fields.push(field === '' && !quoted ? null : field);
      if (at < text.length && text.startsWith(delimiter, at)) at += delimiter.length;
      else ended = true;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    const blank = fields.length === 1 && fields[0] === null;
    if (!blank) yield { fields, at: { line: start, column: 1 }, openQuote };
  }
}
