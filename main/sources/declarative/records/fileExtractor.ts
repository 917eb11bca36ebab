import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Answer, Decoder, Extractor, Making } from '../parts.ts';
import { unexpected } from './faults.ts';
import { flag } from './members.ts';
import { put } from './ownField.ts';

/** What the dialect's reader of files takes for "no value", besides an empty cell. */
const MISSING = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split(
    '|',
  ),
);

/** Of answers whose bytes only the extractor below looks at. */
export const UNREAD: Decoder = { whole: false, async *decode() {} };

/** ResponseToFileExtractor: a table as CSV, packed or not, of any length. Nothing is kept: it is read as it comes. */
export function fileExtractor(component: Component, making: Making): Extractor {
  const keepsWords = flag(component, 'preserve_na_values');
  const csv = making.make('decoder', { ...component, type: 'CsvDecoder', members: {} });
  return {
    async *extract(answer: Answer) {
      const pieces = withoutNulBytes(unpacked(answer.response.body.pieces(), making.stream));
      for await (const row of csv.decode(pieces)) {
        if (!isJsonObject(row)) continue;
        const record: { [name: string]: Json } = {};
        for (const name of Object.keys(row)) {
          const cell = row[name] ?? null;
          put(record, name, cell === '' || (!keepsWords && MISSING.has(cell as string)) ? null : cell);
        }
        yield record as JsonObject;
      }
    },
  };
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>, stream: string): AsyncIterable<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const step = await source.next();
    if (step.done === true) break;
    start.push(step.value);
    length += step.value.length;
  }
  const all = (async function* () {
    try {
      yield* start;
      for (let step = await source.next(); step.done !== true; step = await source.next()) yield step.value;
    } finally {
      await source.return?.();
    }
  })();
  const [first, second] = Buffer.concat(start);
  if (first !== 0x1f || second !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  const raw = Readable.from(all, { objectMode: false });
  raw.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of raw.pipe(gunzip)) yield piece as Uint8Array;
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw unexpected(stream, 'the file it sent is packed with gzip, and damaged or cut off', 'transient');
  } finally {
    raw.destroy();
    gunzip.destroy();
  }
}

async function* withoutNulBytes(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of pieces) yield piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece;
}
