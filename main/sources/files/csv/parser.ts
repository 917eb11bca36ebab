import { CsvScanner, type CsvShape, type CsvTrouble, type Scanned } from './scanner.ts';

/** Pieces of text in, rows of text out. */
export class CsvParser {
  rows: string[][] = [];
  /** The line each row begins on, from 1. */
  lines: number[] = [];
  troubles: CsvTrouble[] = [];
  readonly #scanner: CsvScanner;
  readonly #quote: string | null;

  constructor(shape: CsvShape) {
    this.#scanner = new CsvScanner(shape);
    this.#quote = shape.quote;
  }

  /** Adds the rows that `text` completes. `last` says that no more will come. */
  push(text: string, last: boolean): void {
    const scanned = this.#scanner.scan(text, last);
    for (const row of rowsOf(scanned, this.#quote)) this.rows.push(row);
    for (const line of scanned.lines) this.lines.push(line);
    this.troubles.push(...scanned.troubles);
  }
}

/** The fields as strings. A slice costs next to nothing until somebody changes it. */
export function rowsOf({ source, width, count, bounds }: Scanned, quote: string | null): string[][] {
  const rows: string[][] = new Array(count);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const row: string[] = new Array(width);
    for (let column = 0; column < width; column += 1) {
      const start = bounds[at] as number;
      const end = bounds[at + 1] as number;
      at += 2;
      row[column] = start < 0 ? undoubled(source.slice(-1 - start, end), quote) : source.slice(start, end);
    }
    rows[index] = row;
  }
  return rows;
}

function undoubled(field: string, quote: string | null): string {
  return quote === null ? field : field.replaceAll(quote + quote, quote);
}
