import { isUtf8 } from 'node:buffer';
import type { Component } from '../declarative/component.ts';
import type { Decoder, Making } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { needed } from '../declarative/records/members.ts';

const LINE_END = 0x0a;

/**
 * `leadline.EncodingDecoder`: text that is UTF-8, or else in the encoding `otherwise`, handed on to `decoder` as UTF-8. Some vendors
 * write the same report in one or the other, by marketplace and month. Judged by whole lines, which in all encodings that are meant
 * here end with the same byte; from the first line that is no UTF-8 on, all of it is taken for the other.
 */
export function encodingDecoder(component: Component, making: Making): Decoder {
  const inner = making.make('decoder', needed(component, 'decoder'));
  const otherwise = making.expressions.text(component.members['otherwise'], component);
  if (otherwise === null) throw wrongManifest(component, 'otherwise is missing');
  return {
    whole: inner.whole,
    async *decode(pieces) {
      const other = decoderOf(await otherwise({}), component);
      yield* inner.decode(asUtf8(pieces, other));
    },
  };
}

async function* asUtf8(
  pieces: AsyncIterable<Uint8Array>,
  other: TextDecoder,
): AsyncGenerator<Uint8Array, void, void> {
  let held: Uint8Array = new Uint8Array();
  let isOther = false;
  const read = (lines: Uint8Array): Uint8Array => {
    isOther ||= !isUtf8(lines);
    return isOther ? new TextEncoder().encode(other.decode(lines)) : lines;
  };
  for await (const piece of pieces) {
    const all = Buffer.concat([held, piece]);
    const end = all.lastIndexOf(LINE_END) + 1;
    held = all.subarray(end);
    if (end > 0) yield read(all.subarray(0, end));
  }
  if (held.length > 0) yield read(held);
}

function decoderOf(label: string, component: Component): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    throw wrongManifest(component, `the encoding “${label}” is not known`);
  }
}
