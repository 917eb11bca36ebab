import type { Row } from '../../../../shared/domain/column.ts';
import type { RowStamps } from '../../store.ts';
import { whyNotStorable } from '../storable.ts';
import { countControls } from './controls.ts';
import { type Encoder, type Refusal, refusalIn } from './encoder.ts';
import { BARRED, escapedField, fieldOf } from './textFields.ts';

/** Text of so many lines becomes bytes while the processor still has it at hand. */
const LINES = 64;
/** What UTF-8 needs at most for each unit of a string. */
const WIDEST = 3;
const BACKSLASH = 0x5c;
/** What UTF-8 makes of half a character. */
const REPLACEMENT = Buffer.from('\ufffd');

/**
 * The text format: for columns of types that only the server itself can read. One line a row.
 *
 * Texts are written as they are and the bytes of all rows looked at as a whole, because a look at each text took as long
 * as everything else together. Where the bytes hold more than was meant to separate fields, or what can't be stored,
 * those rows are written again, each field for itself.
 */
export function createTextEncoder(
  columns: readonly string[],
  { constants = {}, ordinal }: RowStamps,
): Encoder {
  const stamped = Object.values(constants).map(escapedField);
  const fixed = ['', ...stamped].join('\t');
  const separators = columns.length - 1 + controlsIn(fixed) + (ordinal === undefined ? 1 : 2);
  let count = 0;

  const lineEnd = (row: number) => (ordinal === undefined ? `${fixed}\n` : `${fixed}\t${row}\n`);

  function plain(rows: readonly Row[], before: number, spare: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
    let room = Buffer.from(spare);
    let length = 0;
    let nulls = 0;
    for (let from = 0; from < rows.length; from += LINES) {
      let text = '';
      for (let index = from; index < from + LINES && index < rows.length; index += 1) {
        const row = rows[index] ?? [];
        if (row.length !== columns.length) return null;
        for (let at = 0; at < row.length; at += 1) {
          const value = row[at] ?? null;
          if (value === null) nulls += 1;
          if (at > 0) text += '\t';
          text += typeof value === 'string' ? value : fieldOf(value);
        }
        text += lineEnd(before + index + 1);
      }
      room = roomFor(text, room, length);
      length += room.write(text, length);
    }
    const bytes = room.subarray(0, length);
    const asMeant = countControls(bytes) === separators * rows.length + nulls;
    return asMeant && !bytes.includes(BACKSLASH) && !bytes.includes(REPLACEMENT) ? bytes : null;
  }

  function careful(rows: readonly Row[], before: number): Uint8Array<ArrayBuffer> | Refusal {
    let text = '';
    for (const [index, row] of rows.entries())
      text += row.map(escapedField).join('\t') + lineEnd(before + index + 1);
    if (text.includes(BARRED) || !text.isWellFormed())
      return refusalIn(rows, before, columns, whyNotStorable) ?? impossible();
    return new TextEncoder().encode(text);
  }

  return {
    get rows() {
      return count;
    },
    encode(rows, spare = new ArrayBuffer(0)) {
      const before = count;
      count += rows.length;
      return plain(rows, before, spare) ?? careful(rows, before);
    },
  };
}

function controlsIn(text: string): number {
  return countControls(new TextEncoder().encode(text));
}

function impossible(): never {
  throw new Error('A row was refused without a reason.');
}

function roomFor(text: string, room: Buffer<ArrayBuffer>, used: number): Buffer<ArrayBuffer> {
  const needed = used + WIDEST * text.length;
  if (needed <= room.length) return room;
  const larger = Buffer.from(new ArrayBuffer(2 * needed));
  room.copy(larger, 0, 0, used);
  return larger;
}
