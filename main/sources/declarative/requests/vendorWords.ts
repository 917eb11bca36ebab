import type { Json } from '../../json.ts';
import type { Answer } from '../parts.ts';

/** Where vendors put what went wrong, the surest first. */
const MEMBERS = [
  'message',
  'messages',
  'error',
  'errors',
  'failures',
  'failure',
  'detail',
  'err',
  'error_message',
  'msg',
  'reason',
  'status_message',
];
const DEEPEST = 20;

/** What an answer says went wrong: from where JSON usually has it, else its text. Null: it says nothing. */
export async function errorText(answer: Answer): Promise<string | null> {
  const read = await answer.response.body.bytes();
  if (!read.ok || read.value.length === 0) return null;
  const value = await answer.json();
  const found = spoken(value, 0);
  if (found !== null) return found;
  const text = new TextDecoder().decode(read.value.subarray(0, 65_536)).trim();
  return text.startsWith('{') || text.startsWith('[') ? null : text;
}

function spoken(value: Json | undefined, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  if (Array.isArray(value)) {
    const parts = (value as readonly Json[])
      .map((part) => spoken(part, depth + 1))
      .filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(', ');
  }
  const members = value as { readonly [name: string]: Json };
  const name = MEMBERS.find((candidate) => Object.hasOwn(members, candidate) && isSaid(members[candidate]));
  if (name !== undefined) return spoken(members[name], depth + 1);
  return null;
}

/** Python passes over what is empty, so `message: ""` beside `error: "…"` says the latter. */
function isSaid(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;
}

/** As much of it as belongs into a sentence: one line, no HTML but its title. */
export async function vendorWords(answer: Answer): Promise<string | null> {
  const text = await errorText(answer);
  if (text === null) return null;
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1];
    return title === undefined ? null : shortened(title);
  }
  return shortened(text);
}

function shortened(text: string): string | null {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return null;
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
