import type { Json, JsonObject } from '../json.ts';

type Strip = (record: JsonObject) => JsonObject;

/**
 * Takes out what the terms say is never stored, by paths such as `buyer.email`, `*.email` or `orders:buyer.email`. A list on
 * the way means each of its items. Records that hold none of it are handed on as they are.
 */
export function stripFor(stream: string, paths: readonly string[]): Strip {
  const own = pathsOf(stream, paths);
  if (own.length === 0) return (record) => record;
  return (record) => own.reduce<JsonObject>((left, path) => without(left, path) as JsonObject, record);
}

/** Whether there is anything of a stream that is never stored. */
export function hasNeverStored(stream: string, paths: readonly string[]): boolean {
  return pathsOf(stream, paths).length > 0;
}

function pathsOf(stream: string, paths: readonly string[]): string[][] {
  return paths.flatMap((written) => {
    const colon = written.indexOf(':');
    if (colon >= 0 && written.slice(0, colon) !== stream) return [];
    return [written.slice(colon + 1).split('.')];
  });
}

function without(value: Json, path: readonly string[]): Json {
  if (typeof value !== 'object' || value === null) return value;
  const [step = '', ...rest] = path;
  if (isList(value)) {
    const items = step === '*' && rest.length > 0 ? rest : path;
    const kept = value.map((item) => without(item, items));
    return kept.some((item, at) => item !== value[at]) ? kept : value;
  }
  const names = step === '*' ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  let copy: { [name: string]: Json } | null = null;
  for (const name of names) {
    const before = value[name] ?? null;
    const after = rest.length === 0 ? undefined : without(before, rest);
    if (after === before) continue;
    copy ??= { ...value };
    if (after === undefined) delete copy[name];
    else copy[name] = after;
  }
  return copy ?? value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
