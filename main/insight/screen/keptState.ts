import type { EvidenceOptions } from '../finding/evidence.ts';
import { isRefusal } from '../series/refusal.ts';
import type { ScreenState } from './screenState.ts';
import type { Study } from './study.ts';

/*
 * A state as bytes, to be kept between two runs of the program: "LLSC", version, number of pairs, length of the fingerprint, the fingerprint, then
 * p, value, lead and status of all pairs, numbers as little endian.
 */

const MARK = 0x43534c4c;
const VERSION = 1;
const HEAD = 16;
const BYTES_A_PAIR = 8 + 8 + 2 + 1;

export function packState({ fingerprint, status, p, lead, value }: ScreenState): Uint8Array {
  const name = new TextEncoder().encode(fingerprint);
  const pairs = status.length;
  const bytes = new Uint8Array(HEAD + name.length + pairs * BYTES_A_PAIR);
  const view = new DataView(bytes.buffer);
  [MARK, VERSION, pairs, name.length].forEach((number, i) => {
    view.setUint32(4 * i, number, true);
  });
  bytes.set(name, HEAD);
  let at = HEAD + name.length;
  for (let pair = 0; pair < pairs; pair++, at += BYTES_A_PAIR) {
    view.setFloat64(at, p[pair] as number, true);
    view.setFloat64(at + 8, value[pair] as number, true);
    view.setInt16(at + 16, lead[pair] as number, true);
    view.setUint8(at + 18, status[pair] as number);
  }
  return bytes;
}

/** Null for bytes that are no state, or one of another study: then the screen begins anew. */
export function unpackState(bytes: Uint8Array, fingerprint: string, pairs: number): ScreenState | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = new TextEncoder().encode(fingerprint);
  if (bytes.length !== HEAD + name.length + pairs * BYTES_A_PAIR) return null;
  const head = [MARK, VERSION, pairs, name.length];
  if (head.some((number, i) => view.getUint32(4 * i, true) !== number)) return null;
  if (name.some((byte, i) => bytes[HEAD + i] !== byte)) return null;
  const at = (pair: number) => HEAD + name.length + pair * BYTES_A_PAIR;
  const length = { length: pairs };
  return {
    fingerprint,
    p: Float64Array.from(length, (_, pair) => view.getFloat64(at(pair), true)),
    value: Float64Array.from(length, (_, pair) => view.getFloat64(at(pair) + 8, true)),
    lead: Int16Array.from(length, (_, pair) => view.getInt16(at(pair) + 16, true)),
    status: Uint8Array.from(length, (_, pair) => view.getUint8(at(pair) + 18)),
  };
}

/** Of everything that the figures of a screen depend on: names, days, values and options, in 64 bits. Against mix-ups, not against malice. */
export function fingerprintOf(study: Study, options: EvidenceOptions): string {
  const digest = createDigest();
  digest.text(JSON.stringify(options));
  for (const side of [study.signals, study.outcomes])
    for (const { name, series } of [...side, { name: '', series: null }]) {
      digest.text(name);
      if (series === null) continue;
      if (isRefusal(series)) digest.text(series.message);
      else
        digest
          .text(`${series.firstDay} ${series.zone}${series.grain === undefined ? '' : ` ${series.grain}`}`)
          .numbers(series.values);
    }
  for (const { firstDay, values } of study.causes) digest.text(`${firstDay}`).numbers(values);
  if (study.pairs !== null) digest.numbers(Float64Array.from(study.pairs));
  return digest.end();
}

function createDigest() {
  let one = 0x811c9dc5;
  let other = 0x2f6b3a91;
  const add = (word: number) => {
    one = Math.imul(one ^ word, 0x01000193);
    one ^= one >>> 15;
    other = Math.imul(other ^ word, 0x85ebca6b);
    other ^= other >>> 13;
  };
  const digest = {
    text(text: string) {
      add(text.length);
      for (let i = 0; i < text.length; i++) add(text.charCodeAt(i));
      return digest;
    },
    numbers(values: Float64Array) {
      add(values.length);
      // NaN has many forms in memory and is one thing here.
      const words = new Uint32Array(values.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer);
      for (let i = 0; i < words.length; i++) add(words[i] as number);
      return digest;
    },
    end: () => [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  };
  return digest;
}
