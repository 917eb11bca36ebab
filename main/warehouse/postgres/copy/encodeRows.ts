import type { Row, Value } from '../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RowStamps } from '../../store.ts';
import { fitsInteger, whyNotStorable } from '../storable.ts';

export interface Encoder {
  /** Rows as the text format of COPY has them, one line a row. */
  encode(rows: readonly Row[]): Result<Uint8Array<ArrayBuffer>>;
  readonly rows: number;
}

/** What means something to COPY. */
const SPECIAL = /[\t\n\r\\]/;
const ESCAPED = /[\t\n\r\\]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** The columns a COPY fills: those of the rows, then the stamped ones. */
export function copiedColumns(columns: readonly string[], { constants = {}, ordinal }: RowStamps): string[] {
  return [...columns, ...Object.keys(constants), ...(ordinal === undefined ? [] : [ordinal])];
}

export function createEncoder(
  relation: RelationName,
  columns: readonly string[],
  stamps: RowStamps,
): Encoder {
  const bytes = new TextEncoder();
  const constants = Object.values(stamps.constants ?? {})
    .map((value) => `\t${encodeValue(value)}`)
    .join('');
  let count = 0;

  function lineOf(row: Row): string {
    let line = '';
    for (let at = 0; at < row.length; at += 1) {
      const value = row[at] ?? null;
      if (at > 0) line += '\t';
      if (typeof value === 'string' && !SPECIAL.test(value)) line += value;
      else line += encodeValue(value);
    }
    return stamps.ordinal === undefined ? `${line}${constants}\n` : `${line}${constants}\t${count}\n`;
  }

  function refused(rows: readonly Row[], before: number): Result<never> {
    for (const [index, row] of rows.entries())
      for (const [at, value] of row.entries()) {
        const why = whyNotStorable(value);
        if (why === null) continue;
        return fail('BAD_INPUT', {
          subject: relation,
          message: `Row ${before + index + 1} can’t be stored in ${relation}: its column ${columns[at] ?? at + 1} holds ${why}.`,
          next: 'Correct that value, or leave the column or the row out.',
        });
      }
    throw new Error('A row was refused without a reason.');
  }

  return {
    get rows() {
      return count;
    },
    encode(rows) {
      const before = count;
      let text = '';
      for (const row of rows) {
        count += 1;
        text += lineOf(row);
      }
      // Looked at as a whole first: one look at a long text costs nothing beside one for each value.
      if (text.includes('\0') || !text.isWellFormed()) return refused(rows, before);
      return ok(bytes.encode(text));
    },
  };
}

/** U+0000 stands for a value that can't be stored; no text of Postgres can hold it, so it is never anything else. */
const BARRED = '\0';

function encodeValue(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'bigint') return fitsInteger(value) ? String(value) : BARRED;
  if (typeof value === 'number')
    return Number.isNaN(value) ? BARRED : Object.is(value, -0) ? '-0' : String(value);
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

function escaped(text: string): string {
  return text.replace(ESCAPED, (character) => ESCAPES[character] ?? character);
}
