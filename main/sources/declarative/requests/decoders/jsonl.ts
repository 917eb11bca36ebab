import type { Decoder } from '../../parts.ts';
import { parseJson } from './json.ts';
import { textOf } from './text.ts';
import { UnreadableBody } from './unreadable.ts';

const LONGEST_LINE = 64 * 1024 ** 2;

/** One value a line; blank lines are nothing. A line that is no JSON ends the reading: leaving it out would lose a record. */
export function jsonlDecoder(encoding = 'utf-8'): Decoder {
  return {
    whole: false,
    async *decode(pieces) {
      let number = 0;
      for await (const line of linesOf(textOf(pieces, encoding, 'JSON lines'))) {
        number += 1;
        if (line.trim() === '') continue;
        yield parseJson(line, `JSON in line ${number}`);
      }
    },
  };
}

export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = '';
  for await (const text of texts) {
    // Only what is new is looked through: a long line in many pieces is not searched from its beginning each time.
    if (!text.includes('\n')) {
      rest += text;
      if (rest.length > LONGEST_LINE)
        throw new UnreadableBody('holds a line longer than 64 million characters');
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}
