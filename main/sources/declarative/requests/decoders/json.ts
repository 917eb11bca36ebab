import { parseExactly } from '../../../files/json/exact.ts';
import type { Json } from '../../../json.ts';
import type { Decoder } from '../../parts.ts';
import { refuseHtml, wholeBytes, wholeText } from './text.ts';
import { UnreadableBody } from './unreadable.ts';

/** One value a body. Numbers too long for a double keep every digit; an empty body is an object without members. */
export const jsonDecoder: Decoder = {
  whole: true,
  async *decode(pieces) {
    yield readJson(await wholeBytes(pieces));
  },
};

export function readJson(bytes: Uint8Array): Json {
  return parseJson(wholeText(bytes), 'JSON');
}

export function parseJson(text: string, format: string): Json {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  try {
    return parseExactly(trimmed) as Json;
  } catch {
    refuseHtml(trimmed, format);
    if (cutOff(trimmed))
      throw new UnreadableBody(
        `is cut off: its ${format} ends in the middle, after ${text.length} characters`,
        true,
      );
    throw new UnreadableBody(`is no ${format}: it begins with “${beginning(trimmed)}”`);
  }
}

/** Whether only an end is missing: an object, list or text was begun and never closed. The engine's words differ by version. */
function cutOff(text: string): boolean {
  if (text[0] !== '{' && text[0] !== '[' && text[0] !== '"') return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
    if (depth === 0 && !quoted) return false;
  }
  return true;
}

export function beginning(text: string): string {
  const line = text.slice(0, 60).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${line}…` : line;
}
