import type { Pairs } from '../../http/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Additions } from '../parts.ts';

/** Everything that several parts said of one request. */
export interface Merged {
  readonly parameters: Pairs;
  readonly headers: Pairs;
  readonly bodyJson: JsonObject;
  readonly bodyForm: Pairs;
  readonly bodyText: string | null;
  readonly secretHeaders: readonly string[];
  readonly secretParameters: readonly string[];
}

/** Two parts say different things of one place. */
export class Conflict extends Error {}

/**
 * In the order they are asked: requester, authenticator, paginator, cursor, router. Nobody overrides anybody: two that name one
 * parameter, header or form member are refused, and in JSON two that don't agree on a value.
 */
export function mergeAdditions(all: readonly Additions[]): Merged {
  const texts = all.map(({ bodyText }) => bodyText).filter((text) => text !== undefined);
  const bodyForm = pairs(all, 'bodyForm', 'form member');
  if (texts.length > 1 || (texts.length === 1 && bodyForm.length > 0))
    throw new Conflict('a body that is text can’t be combined with another');
  const bodyJson: Record<string, Json> = {};
  for (const { bodyJson: part } of all) if (part !== undefined) mergeInto(bodyJson, part, '');
  return {
    parameters: pairs(all, 'parameters', 'parameter'),
    headers: pairs(all, 'headers', 'header'),
    bodyJson,
    bodyForm,
    bodyText: texts[0] ?? null,
    secretHeaders: all.flatMap(({ secret }) => (secret?.headers ?? []).map((name) => name.toLowerCase())),
    secretParameters: all.flatMap(({ secret }) => secret?.parameters ?? []),
  };
}

function pairs(
  all: readonly Additions[],
  where: 'parameters' | 'headers' | 'bodyForm',
  called: string,
): Pairs {
  const owners = new Map<string, Additions>();
  const merged: (readonly [string, string])[] = [];
  for (const addition of all) {
    for (const pair of addition[where] ?? []) {
      const owner = owners.get(pair[0]);
      if (owner !== undefined && owner !== addition)
        throw new Conflict(`the ${called} “${pair[0]}” is set twice`);
      owners.set(pair[0], addition);
      merged.push(pair);
    }
  }
  return merged;
}

function mergeInto(target: Record<string, Json>, part: JsonObject, path: string): void {
  for (const [name, value] of Object.entries(part)) {
    const before = Object.hasOwn(target, name) ? target[name] : undefined;
    if (before === undefined) define(target, name, isJsonObject(value) ? copied(value) : value);
    else if (isJsonObject(before) && isJsonObject(value))
      mergeInto(before as Record<string, Json>, value, `${path}${name}.`);
    else if (!same(before, value)) throw new Conflict(`the member “${path}${name}” of the body is set twice`);
  }
}

function copied(value: JsonObject): Record<string, Json> {
  const copy: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value))
    define(copy, name, isJsonObject(member) ? copied(member) : member);
  return copy;
}

function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

function same(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return (
      one.length === other.length &&
      one.every((item, at) => same(item, (other as readonly Json[])[at] ?? null))
    );
  return false;
}
