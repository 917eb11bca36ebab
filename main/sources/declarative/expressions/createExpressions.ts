import { after, type Later } from '../../../jinja/later.ts';
import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Seen } from '../parts.ts';
import type { Compiled, Expressions, ExpressionsOptions, ValueKind } from './expressions.ts';
import { readLiteral } from './literal/readLiteral.ts';
import { compileObject } from './objects.ts';
import { isOfKind, plainMember, retyped, textOnly } from './retyping.ts';
import { type Compiling, compileTemplate } from './template.ts';
import { createTemplates } from './templates.ts';

export function createExpressions(options: ExpressionsOptions): Expressions {
  const { config, now, stream, random = Math.random } = options;
  const templates = options.templates ?? createTemplates(now, random);
  const compiling: Compiling = { templates, config, stream };

  return {
    value(member, of, only) {
      if (typeof member !== 'string') return constant(plainMember(member));
      const read = only === undefined ? retyped : (text: string) => retypedAs(text, only);
      const render = compileTemplate(member, of, compiling, 'fails');
      if (render === null) return constant(read(oneLineEndLess(member)));
      return compiled((seen) => after(render(seen), (text) => read(text ?? '')));
    },

    text(member, of) {
      if (member === undefined || member === null) return null;
      if (typeof member !== 'string') return constant(asText(member));
      const render = compileTemplate(member, of, compiling, 'fails');
      if (render === null) return constant(textOnly(oneLineEndLess(member)));
      return compiled((seen) => after(render(seen), (text) => textOnly(text ?? '')));
    },

    condition(member, of) {
      if (member === undefined || member === null) return constant(true);
      if (typeof member !== 'string') return constant(holds(plainMember(member)));
      const render = compileTemplate(member, of, compiling, 'is nothing');
      if (render === null) return constant(holds(retyped(member)));
      return compiled((seen) => after(render(seen), (text) => holds(retyped(text ?? ''))));
    },

    object(member, of, isRetyped) {
      if (typeof member !== 'string') return compileObject(member, of, compiling, isRetyped);
      const whole = this.value(member, of);
      const read = (value: Json) => objectIn(value, of, compiling);
      return whole.constant
        ? constant(read(whole(NOTHING) as Json))
        : compiled((seen) => after(whole(seen), read));
    },
  };
}

const NOTHING: Seen = {};

function constant<T>(value: T): Compiled<T> {
  return Object.assign(() => value, { constant: true });
}

function compiled<T>(render: (seen: Seen) => Later<T>): Compiled<T> {
  return Object.assign(render, { constant: false });
}

/** Jinja drops one line end at the end of a template, also where there is nothing else of Jinja in it. */
function oneLineEndLess(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function retypedAs(text: string, only: ValueKind): Json {
  const literal = readLiteral(text);
  return literal !== undefined && isOfKind(literal.value, only, text) ? literal.value : text;
}

/** Null is true, as in the dialect: only these are not. */
function holds(value: Json): boolean {
  if (typeof value === 'string')
    return !['', 'False', 'false', '{}', '[]', '()', '0', '0.0', 'set()'].includes(value);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value === null || (value !== false && Number(value) !== 0);
}

function asText(member: Member): string {
  const plain = plainMember(member);
  if (typeof plain === 'boolean') return plain ? 'True' : 'False';
  return typeof plain === 'object'
    ? JSON.stringify(plain, (_, one) => (typeof one === 'bigint' ? String(one) : one))
    : String(plain);
}

/** A body written as one text must come to an object. */
function objectIn(value: Json, of: Component, { stream }: Compiling): JsonObject {
  const read = typeof value === 'string' ? jsonIn(value) : value;
  if (typeof read === 'object' && read !== null && !Array.isArray(read) && !isComponent(read as Member))
    return read as JsonObject;
  if (read === '' || read === null) return {};
  throw new Trouble('system', {
    code: 'SOURCE_FAILED',
    message: `${stream === undefined ? '' : `Stream ${stream}: `}${of.path}: an object was expected, and its template came to something else.`,
    next: 'Correct the template in the connector’s file, or ask whoever wrote it.',
    retry: false,
  });
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
