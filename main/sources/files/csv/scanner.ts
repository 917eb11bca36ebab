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

/** The rows that a piece of text completed, as places in it: a thread can hand them to another without a string a field. */
export interface Scanned {
  readonly source: string;
  /** Fields of every row. */
  readonly width: number;
  readonly count: number;
  /** Where each field begins and ends, row after row. A beginning b < 0 stands for -1 - b, and for doubled quotes inside. */
  readonly bounds: Int32Array<ArrayBuffer>;
  /** The line each row begins on, from 1. */
  readonly lines: Int32Array<ArrayBuffer>;
  readonly troubles: readonly CsvTrouble[];
}

/**
 * RFC 4180 over pieces of text, and what real files do beside it: any mix of line ends, quotes inside unquoted fields (kept as
 * text), blank lines between rows (skipped). It looks for the next delimiter, line end and quote with `indexOf`, which is
 * several times as fast as going through the characters.
 */
export class CsvScanner {
  #bounds = new Int32Array(4_096);
  /** How much of `#bounds` belongs to rows that were kept. */
  #kept = 0;
  #lines: number[] = [];
  #troubles: CsvTrouble[] = [];

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

  /** The rows that `text` completes. `last` says that no more will come. */
  scan(text: string, last: boolean): Scanned {
    const source = this.#rest === '' ? text : this.#rest + text;
    this.#rest = '';
    this.#kept = 0;
    this.#lines = [];
    this.#troubles = [];
    const start = this.#skipping ? this.#skipLine(source, 0, last) : 0;
    if (start < source.length) this.#scanRows(source, start, last);
    return {
      source,
      width: this.#width,
      count: this.#lines.length,
      bounds: this.#bounds.slice(0, this.#kept),
      lines: Int32Array.from(this.#lines),
      troubles: this.#troubles,
    };
  }

  #scanRows(source: string, start: number, last: boolean): void {
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
      let bounds = this.#bounds;
      let filled = this.#kept;
      let linesInside = 0;
      let longest = false;
      let position = at;
      for (;;) {
        if (filled === bounds.length) bounds = this.#grow();
        if (filled - this.#kept === 2 * MOST_COLUMNS) {
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
          if (close - position > LONGEST_FIELD) longest = true;
          bounds[filled] = doubled ? -2 - position : position + 1;
          bounds[filled + 1] = close;
          filled += 2;
          if (nextLf < position) nextLf = find(source, '\n', position);
          if (nextCr < position) nextCr = find(source, '\r', position);
          if (nextLf < close || nextCr < close) {
            linesInside += countLines(source.slice(position + 1, close));
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
          bounds[filled] = position;
          bounds[filled + 1] = nextDelimiter;
          filled += 2;
          position = nextDelimiter + 1;
          continue;
        }
        if (lineEnd === NOWHERE ? !last : lineEnd === nextCr && lineEnd === end - 1 && !last) {
          at = this.#unfinished(source, rowStart, position, false, last);
          continue rows;
        }
        const fieldEnd = lineEnd === NOWHERE ? end : lineEnd;
        if (fieldEnd - position > LONGEST_FIELD) longest = true;
        bounds[filled] = position;
        bounds[filled + 1] = fieldEnd;
        filled += 2;
        position = fieldEnd + (fieldEnd === nextCr && nextLf === nextCr + 1 ? 2 : 1);
        break;
      }
      at = position;
      if (filled - this.#kept !== 2 * this.#width || longest)
        this.#unusual(source, rowStart, filled, longest);
      else {
        this.#kept = filled;
        this.#lines.push(this.#line);
      }
      this.#line += linesInside + 1;
    }
  }

  #grow(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(this.#bounds.length * 2);
    larger.set(this.#bounds);
    this.#bounds = larger;
    return larger;
  }

  #unusual(source: string, rowStart: number, filled: number, longest: boolean): void {
    const width = (filled - this.#kept) / 2;
    const empty = this.#bounds[this.#kept] === this.#bounds[this.#kept + 1];
    const quoted = source.charCodeAt(rowStart) === this.#quote?.charCodeAt(0);
    const blank = width === 1 && empty && !quoted;
    if (longest) this.#refuse(source, rowStart, 'has a field longer than 1 MB');
    else if (blank && this.#width !== 1) return;
    else if (this.#width === 0) {
      this.#width = width;
      this.#keep(filled);
    } else if (width < this.#width && this.#ragged === 'pad') {
      const padded = this.#kept + 2 * this.#width;
      while (this.#bounds.length < padded) this.#grow();
      this.#bounds.fill(0, filled, padded);
      this.#keep(padded);
    } else this.#refuse(source, rowStart, `has ${fields(width)} where ${this.#width} are expected`);
  }

  #keep(filled: number): void {
    this.#kept = filled;
    this.#lines.push(this.#line);
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
    this.#troubles.push({ line: this.#line, reason, record });
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
