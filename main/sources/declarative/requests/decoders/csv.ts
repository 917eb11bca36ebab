import { CsvScanner, EndlessRow, type Scanned } from '../../../files/csv/scanner.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Decoder } from '../../parts.ts';
import { textOf } from './text.ts';
import { UnreadableBody } from './unreadable.ts';

export interface CsvOptions {
  readonly encoding: string;
  readonly delimiter: string;
  /** Texts that stand for nothing. */
  readonly nothing: readonly string[];
}

/**
 * An object a row, under the names of the first; all values are text, and what a short row lacks is null. A row that can't be
 * one ends the reading: leaving it out would lose a record.
 */
export function csvDecoder({ encoding, delimiter, nothing }: CsvOptions): Decoder {
  const shape = { delimiter: unescaped(delimiter), quote: '"', width: 0, ragged: 'pad' } as const;
  const none = new Set(nothing);
  return {
    whole: false,
    async *decode(pieces) {
      const scanner = new CsvScanner(shape);
      let names: string[] | null = null;
      for await (const text of withEnd(textOf(pieces, encoding, 'CSV'))) {
        const scanned = scan(scanner, text);
        for (let row = 0; row < scanned.count; row += 1) {
          const fields = fieldsOf(scanned, row);
          if (names === null) names = fields.map((field) => field ?? '');
          else if (names.length > 1 || fields[0] !== '') yield record(names, fields, none);
        }
        const [trouble] = scanned.troubles;
        if (trouble !== undefined)
          throw new UnreadableBody(`is no CSV: line ${trouble.line} ${trouble.reason}`);
      }
    },
  };
}

async function* withEnd(texts: AsyncIterable<string>): AsyncGenerator<string | null, void, void> {
  yield* texts;
  yield null;
}

function scan(scanner: CsvScanner, text: string | null): Scanned {
  try {
    return scanner.scan(text ?? '', text === null);
  } catch (error) {
    if (!(error instanceof EndlessRow)) throw error;
    throw new UnreadableBody(`is no CSV: line ${error.line} ${error.message}`);
  }
}

function fieldsOf({ source, bounds, width }: Scanned, row: number): (string | null)[] {
  const fields: (string | null)[] = new Array(width);
  let at = row * width * 2;
  for (let column = 0; column < width; column += 1) {
    const start = bounds[at] ?? 0;
    const end = bounds[at + 1] ?? 0;
    at += 2;
    // Where the scanner pads a short row it puts 0 and 0, which no field but a first one can have.
    if (start === 0 && end === 0 && column > 0) fields[column] = null;
    else
      fields[column] =
        start < 0 ? source.slice(-1 - start, end).replaceAll('""', '"') : source.slice(start, end);
  }
  return fields;
}

function record(
  names: readonly string[],
  fields: readonly (string | null)[],
  none: ReadonlySet<string>,
): JsonObject {
  const made: Record<string, Json> = {};
  for (let column = 0; column < names.length; column += 1) {
    const field = fields[column] ?? null;
    const value = field !== null && none.has(field) ? null : field;
    const name = names[column] ?? '';
    if (name === '__proto__') Object.defineProperty(made, name, { value, enumerable: true, writable: true });
    else made[name] = value;
  }
  return made;
}

/** Manifests write a tab as a backslash and a t as often as they write a tab. */
function unescaped(delimiter: string): string {
  if (delimiter === '\\t') return '\t';
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))$/i.exec(delimiter);
  if (code !== null) return String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
  return delimiter.length === 2 && delimiter.startsWith('\\') ? delimiter.slice(1) : delimiter;
}
