import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Draft, own, put } from './ownField.ts';

/**
 * The dialect's paths into values: a list of steps; a number as text is a place in a list; `*`, `?` and `[abc]` are patterns as
 * file names have them, and `**` is any number of steps.
 */
export type FieldPath = readonly string[];

/** A list longer than this is not made by writing to a place behind its end. */
const FARTHEST = 10_000;

export function hasPattern(path: FieldPath): boolean {
  return path.some((step) => /[*?[]/.test(step));
}

/** By the path as it stands, without patterns. Undefined: it leads nowhere. */
export function valueAt(value: Json, path: FieldPath): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (at === undefined) return undefined;
    at = child(at, step);
  }
  return at;
}

/** All that a path with patterns leads to, in the order of the value. */
export function* valuesAt(value: Json, path: FieldPath): Iterable<Json> {
  for (const found of find(value, path.map(stepOf), 0)) yield found.value;
}

/** Removes what the path leads to. Of a list only the last item goes; another one leaves null behind, so that none moves. */
export function removeAt(record: Draft, path: FieldPath): void {
  const found = [...find(record, path.map(stepOf), 0)];
  for (const { holder, step } of found) if (holder !== undefined) removeFrom(holder, step);
}

/** Removes each value that is no list and no object, wherever it stands, of which `unwanted` says so. */
export async function removeLeaves(
  record: Draft,
  unwanted: (leaf: Json) => boolean | Promise<boolean>,
): Promise<void> {
  for (const { holder, step, value } of [...find(record, [DEEP], 0)]) {
    if (holder === undefined || (typeof value === 'object' && value !== null)) continue;
    const said = unwanted(value);
    if (said instanceof Promise ? await said : said) removeFrom(holder, step);
  }
}

/** Makes the objects and lists on the way. False: on the way stands a value that can hold nothing. */
export function writeAt(record: Draft, path: FieldPath, value: Json): boolean {
  let holder: Draft | Json[] = record;
  for (const [index, step] of path.entries()) {
    if (index === path.length - 1) return write(holder, step, value);
    const next: Json | undefined = child(holder, step);
    if (isJsonObject(next)) holder = next as Draft;
    else if (Array.isArray(next)) holder = next as Json[];
    else if (next === undefined || next === null) {
      const made: Draft | Json[] = isPlace(path[index + 1] ?? '') ? [] : {};
      if (!write(holder, step, made)) return false;
      holder = made;
    } else return false;
  }
  return false;
}

type Step = { readonly text: string; readonly pattern: RegExp | null } | typeof DEEP;
const DEEP = Symbol('any number of steps');

function stepOf(text: string): Step {
  if (text === '**') return DEEP;
  return { text, pattern: /[*?[]/.test(text) ? globOf(text) : null };
}

function globOf(text: string): RegExp {
  const pieces = text.match(/\[!?\]?[^\]]*\]|[\s\S]/g) ?? [];
  const source = pieces.map((piece) => {
    if (piece === '*') return '[\\s\\S]*';
    if (piece === '?') return '[\\s\\S]';
    if (piece.length > 1) {
      const inside = piece.slice(1, -1);
      const negated = inside.startsWith('!');
      return `[${negated ? '^' : ''}${(negated ? inside.slice(1) : inside).replace(/[\\\]^[]/g, '\\$&')}]`;
    }
    return piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

interface Found {
  readonly value: Json;
  readonly holder: Draft | Json[] | undefined;
  readonly step: string;
}

function* find(
  value: Json,
  path: readonly Step[],
  depth: number,
  holder?: Draft | Json[],
  step = '',
): Iterable<Found> {
  const now = path[depth];
  if (now === undefined) {
    yield { value, holder, step };
    return;
  }
  if (now === DEEP) {
    yield* find(value, path, depth + 1, holder, step);
    for (const [name, inner] of children(value)) yield* find(inner, path, depth, value as Draft, name);
    return;
  }
  if (now.pattern === null) {
    const next = child(value, now.text);
    if (next !== undefined) yield* find(next, path, depth + 1, value as Draft, now.text);
    return;
  }
  for (const [name, inner] of children(value)) {
    if (now.pattern.test(name)) yield* find(inner, path, depth + 1, value as Draft, name);
  }
}

function* children(value: Json): Iterable<readonly [string, Json]> {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) yield [String(index), item];
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) yield [name, value[name] ?? null];
  }
}

function child(value: Json | Draft, step: string): Json | undefined {
  if (Array.isArray(value)) return isPlace(step) ? (value as readonly Json[])[Number(step)] : undefined;
  return isJsonObject(value as Json) ? own(value as JsonObject, step) : undefined;
}

function write(holder: Draft | Json[], step: string, value: Json): boolean {
  if (!Array.isArray(holder)) {
    put(holder, step, value);
    return true;
  }
  const place = Number(step);
  if (!isPlace(step) || place > FARTHEST) return false;
  while (holder.length < place) holder.push(null);
  holder[place] = value;
  return true;
}

function removeFrom(holder: Draft | Json[], step: string): void {
  if (!Array.isArray(holder)) {
    delete holder[step];
    return;
  }
  const place = Number(step);
  if (place >= holder.length) return;
  if (place === holder.length - 1) holder.pop();
  else holder[place] = null;
}

function isPlace(step: string): boolean {
  return /^\d{1,9}$/.test(step);
}
