import type { Decoder } from '../../parts.ts';
import { linesOf } from './jsonl.ts';
import { textOf } from './text.ts';

/** Each line as it is, under `record`. */
export const iterableDecoder: Decoder = {
  whole: false,
  async *decode(pieces) {
    for await (const line of linesOf(textOf(pieces, 'utf-8', 'lines of text'))) yield { record: line };
  },
};
