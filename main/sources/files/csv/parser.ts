export interface CsvShape {
  /** One character. */
  readonly delimiter: string;
  /** One character, or null when no character quotes. */
  readonly quote: string | null;
  /** How many fields every row must have; 0 takes the first row's number. */
  readonly width: number;
  /** What becomes of a row with too few fields. One with too many is always refused. */
  readonly ragged: 'reject' | 'pad';
  /** The line the text begins on, when lines before it were left out. */
  readonly firstLine?: number;
}

export interface CsvTrouble {
  readonly line: number;
  readonly reason: string;
  readonly record: string;
}

/** Nobody can say where a quoted field ends that doesn't end: reading on would make rows of the inside of a text. */
export class EndlessRow extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

export const LONGEST_FIELD = 1024 ** 2;
export const LONGEST_ROW = 16 * 1024 ** 2;
export const MOST_COLUMNS = 10_000;

const LF = 10;
const CR = 13;
const NOWHERE = Number.POSITIVE_INFINITY;

/**
 * RFC 4180 over pieces of text, and what real files do beside it: any mix of line ends, quotes inside unquoted fields (kept as
 * text), blank lines between rows (skipped). It looks for the next delimiter, line end and quote with `indexOf` and takes
 * slices, which is several times as fast as going through the characters.
 */
export class CsvParser {
  rows: string[][] = [];
  /** The line each row begins on, from 1. */
  lines: number[] = [];
  troubles: CsvTrouble[] = [];

  readonly #delimiter: string;
  readonly #quote: string | null;
  readonly #ragged: 'reject' | 'pad';
  #width: number;
  #rest = '';
  #line: number;
  /** Inside a row that was refused before its line end was seen. */
  #skipping = false;

  constructor({ delimiter, quote, width, ragged, firstLine = 1 }: CsvShape) {
    this.#line = firstLine;
    this.#delimiter = delimiter;
    this.#quote = quote;
    this.#width = width;
    this.#ragged = ragged;
  }

  /** Adds the rows that `text` completes. `last` says that no more will come. */
  push(text: string, last: boolean): void {
    const source = this.#rest === '' ? text : this.#rest + text;
    this.#rest = '';
    const start = this.#skipping ? this.#skipLine(source, 0, last) : 0;
    if (start < source.length) this.#parse(source, start, last);
  }

  #parse(source: string, start: number, last: boolean): void {
    const delimiter = this.#delimiter;
    const delimiterCode = delimiter.charCodeAt(0);
    const quote = this.#quote !== null && source.includes(this.#quote, start) ? this.#quote : null;
    const quoteCode = quote === null ? -1 : quote.charCodeAt(0);
    const end = source.length;
    let nextDelimiter = find(source, delimiter, start);
    let nextLf = find(source, '\n', start);
    let nextCr = find(source, '\r', start);
    let at = start;

    rows: while (at < end) {
      const rowStart = at;
      const row: string[] = [];
      let linesInside = 0;
      let longest = false;
      let position = at;
      for (;;) {
        if (row.length === MOST_COLUMNS) {
          this.#refuse(source, rowStart, `has more than ${MOST_COLUMNS} columns`);
          this.#line += linesInside;
          at = this.#skipLine(source, position, last);
          continue rows;
        }
        if (quote !== null && source.charCodeAt(position) === quoteCode) {
          let close = source.indexOf(quote, position + 1);
          let doubled = false;
          while (close !== -1 && source.charCodeAt(close + 1) === quoteCode) {
            doubled = true;
            close = source.indexOf(quote, close + 2);
          }
          // A quote at the end of a piece may be the first half of a doubled one.
          if (close === -1 || (close === end - 1 && !last)) {
            at = this.#unfinished(source, rowStart, position, true, last);
            continue rows;
          }
          const field = source.slice(position + 1, close);
          if (close - position > LONGEST_FIELD) longest = true;
          row.push(doubled ? field.replaceAll(quote + quote, quote) : field);
          if (nextLf < position) nextLf = find(source, '\n', position);
          if (nextCr < position) nextCr = find(source, '\r', position);
          if (nextLf < close || nextCr < close) {
            linesInside += countLines(field);
            nextLf = find(source, '\n', close);
            nextCr = find(source, '\r', close);
          }
          position = close + 1;
          const after = source.charCodeAt(position);
          if (position === end || after === LF) position += 1;
          else if (after === delimiterCode) {
            position += 1;
            continue;
          } else if (after === CR) {
            if (position === end - 1 && !last) {
              at = this.#unfinished(source, rowStart, position, false, last);
              continue rows;
            }
            position += source.charCodeAt(position + 1) === LF ? 2 : 1;
          } else {
            const column = position - rowStart + 1;
            this.#refuse(
              source,
              rowStart,
              linesInside === 0
                ? `has text after the closing quote, at character ${column}`
                : `has text after a closing quote, in line ${this.#line + linesInside}`,
            );
            this.#line += linesInside;
            at = this.#skipLine(source, position, last);
            continue rows;
          }
          break;
        }
        if (nextDelimiter < position) nextDelimiter = find(source, delimiter, position);
        if (nextLf < position) nextLf = find(source, '\n', position);
        if (nextCr < position) nextCr = find(source, '\r', position);
        const lineEnd = nextLf < nextCr ? nextLf : nextCr;
        if (nextDelimiter < lineEnd) {
          if (nextDelimiter - position > LONGEST_FIELD) longest = true;
          row.push(source.slice(position, nextDelimiter));
          position = nextDelimiter + 1;
          continue;
        }
        if (lineEnd === NOWHERE ? !last : lineEnd === nextCr && lineEnd === end - 1 && !last) {
          at = this.#unfinished(source, rowStart, position, false, last);
          continue rows;
        }
        const fieldEnd = lineEnd === NOWHERE ? end : lineEnd;
        if (fieldEnd - position > LONGEST_FIELD) longest = true;
        row.push(source.slice(position, fieldEnd));
        position = fieldEnd + (fieldEnd === nextCr && nextLf === nextCr + 1 ? 2 : 1);
        break;
      }
      at = position;
      if (row.length !== this.#width || longest) this.#unusual(source, rowStart, row, longest);
      else {
        this.rows.push(row);
        this.lines.push(this.#line);
      }
      this.#line += linesInside + 1;
    }
  }

  #unusual(source: string, rowStart: number, row: string[], longest: boolean): void {
    const blank =
      row.length === 1 && row[0] === '' && source.charCodeAt(rowStart) !== this.#quote?.charCodeAt(0);
    if (longest) this.#refuse(source, rowStart, 'has a field longer than 1 MB');
    else if (blank && this.#width !== 1) return;
    else if (this.#width === 0) {
      this.#width = row.length;
      this.#keep(row);
    } else if (row.length < this.#width && this.#ragged === 'pad') {
      while (row.length < this.#width) row.push('');
      this.#keep(row);
    } else this.#refuse(source, rowStart, `has ${fields(row.length)} where ${this.#width} are expected`);
  }

  #keep(row: string[]): void {
    this.rows.push(row);
    this.lines.push(this.#line);
  }

  /** The piece ends inside a row. Answers where to go on: at the end, with the row kept for the next piece or refused. */
  #unfinished(source: string, rowStart: number, fieldStart: number, quoted: boolean, last: boolean): number {
    const end = source.length;
    const fieldLength = end - fieldStart;
    if (quoted && fieldLength > LONGEST_FIELD)
      throw new EndlessRow(this.#line, 'opens a quote that is not closed within 1 MB');
    if (last) {
      const lines = countLines(source.slice(rowStart));
      const until = lines === 0 ? '' : `; everything up to line ${this.#line + lines} belongs to it`;
      this.#refuse(source, rowStart, `opens a quote that is never closed${until}`);
      return end;
    }
    if (fieldLength > LONGEST_FIELD) {
      this.#refuse(source, rowStart, 'has a field longer than 1 MB');
      this.#line += countLines(source.slice(rowStart));
      this.#skipping = true;
      return end;
    }
    if (end - rowStart > LONGEST_ROW) throw new EndlessRow(this.#line, 'is longer than 16 MB');
    this.#rest = source.slice(rowStart);
    return end;
  }

  #refuse(source: string, rowStart: number, reason: string): void {
    const upTo = Math.min(source.length, rowStart + 4_096);
    const lineEnd = source.slice(rowStart, upTo).search(/[\r\n]/);
    const record = source.slice(rowStart, lineEnd === -1 ? upTo : rowStart + lineEnd);
    this.troubles.push({ line: this.#line, reason, record });
  }

  /** Past the next line end, or to the end of the piece with the rest of the line still to be skipped. */
  #skipLine(source: string, from: number, last: boolean): number {
    const lf = find(source, '\n', from);
    const cr = find(source, '\r', from);
    const lineEnd = Math.min(lf, cr);
    if (lineEnd === NOWHERE || (lineEnd === cr && lineEnd === source.length - 1 && !last)) {
      this.#skipping = !last;
      // Kept, because the line feed that belongs to it may open the next piece.
      this.#rest = lineEnd === NOWHERE ? '' : '\r';
      return source.length;
    }
    this.#skipping = false;
    this.#line += 1;
    return lineEnd + (lf === cr + 1 ? 2 : 1);
  }
}

function find(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from);
  return at === -1 ? NOWHERE : at;
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}
