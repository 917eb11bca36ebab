import { isUtf8 } from 'node:buffer';
import type { Encoding } from './decoder.ts';

export interface Guess<T> {
  readonly value: T;
  /** From 0 to 1: how sure one can be. */
  readonly confidence: number;
}

/** Judged by a mark at the beginning, else by what the bytes could be. `whole` says that the sample is all there is. */
export function detectEncoding(sample: Uint8Array, whole: boolean): Guess<Encoding> {
  const [first, second, third] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { value: 'utf-8', confidence: 1 };
  if (first === 0xff && second === 0xfe) return { value: 'utf-16le', confidence: 1 };
  if (first === 0xfe && second === 0xff) return { value: 'utf-16be', confidence: 1 };
  const wide = withoutMark(sample);
  if (wide !== null) return wide;
  if (isUtf8(whole ? sample : withoutCutCharacter(sample)))
    return { value: 'utf-8', confidence: whole || sample.some((byte) => byte >= 0x80) ? 1 : 0.9 };
  return { value: 'windows-1252', confidence: 0.6 };
}

/** UTF-16 of western text has a zero in every second byte; nothing else has. */
function withoutMark(sample: Uint8Array): Guess<Encoding> | null {
  const length = Math.min(sample.length & ~1, 65_536);
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (sample[at] === 0) even += 1;
    if (sample[at + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.5 && even < pairs * 0.05) return { value: 'utf-16le', confidence: 0.9 };
  if (even > pairs * 0.5 && odd < pairs * 0.05) return { value: 'utf-16be', confidence: 0.9 };
  return null;
}

function withoutCutCharacter(sample: Uint8Array): Uint8Array {
  let end = sample.length;
  while (end > 0 && sample.length - end < 3 && ((sample[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (sample[end - 1] ?? 0) >= 0xc0 ? sample.subarray(0, end - 1) : sample.subarray(0, end);
}
