import type { Json } from '../../json.ts';
import { isComponent, type Member } from '../component.ts';
import type { ValueKind } from './expressions.ts';
import { readLiteral } from './literal/readLiteral.ts';

/** Read again as a literal of Python, or the text itself where it is none (behaviour 1). */
export function retyped(text: string): Json {
  const literal = readLiteral(text);
  return literal === undefined ? text : literal.value;
}

/** Text stays text, but for quotes around the whole of it. */
export function textOnly(text: string): string {
  const literal = readLiteral(text);
  return typeof literal?.value === 'string' ? literal.value : text;
}

/** Text stays text, a list is one, `2, 5` is none: as in queries and forms. */
export function textOrList(text: string): Json {
  const { value, isTuple = false } = readLiteral(text) ?? { value: text };
  return typeof value === 'string' || (Array.isArray(value) && !isTuple) ? value : text;
}

/** Python tells an int from a float by how it is written. */
export function isOfKind(value: Json, kind: ValueKind, text: string): boolean {
  if (kind === 'boolean' || kind === 'string') return typeof value === kind;
  if (kind === 'integer')
    return typeof value === 'boolean' || typeof value === 'bigint' || isWritten(value, text, true);
  return isWritten(value, text, false);
}

function isWritten(value: Json, text: string, whole: boolean): boolean {
  const isWhole = /^\s*[-+]?(?:0[xXoObB][\w]+|[\d_]+)\s*$/.test(text);
  return typeof value === 'number' && isWhole === whole;
}

/** A member as JSON: components are what the file says of them. */
export function plainMember(member: Member | undefined): Json {
  if (member === undefined) return null;
  if (isComponent(member)) return plainMember({ type: member.type, ...member.members });
  if (Array.isArray(member)) return member.map((one: Member) => plainMember(one));
  if (typeof member === 'object' && member !== null)
    return Object.fromEntries(
      Object.entries(member as Readonly<Record<string, Member>>).map(([name, one]) => [
        name,
        plainMember(one),
      ]),
    );
  return member;
}
