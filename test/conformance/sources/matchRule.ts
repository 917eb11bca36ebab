import type { Json, JsonObject } from '../../../main/sources/json.ts';
import { difference } from './difference.ts';
import type { Rule } from './scenario.ts';

/** A request as the server saw it. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly form?: readonly (readonly [string, string])[];
  readonly text?: string;
}

export function matches({ request }: Rule, arrived: Arrived): boolean {
  const query = asObject(arrived.query);
  return (
    request.method === arrived.method &&
    (request.path === undefined || request.path === arrived.path) &&
    (request.query === undefined || same(request.query, query)) &&
    Object.entries(request.query_subset ?? {}).every(([name, value]) => same(value, query[name])) &&
    (request.query_absent ?? []).every((name) => query[name] === undefined) &&
    Object.entries(request.headers ?? {}).every(
      ([name, value]) => arrived.headers[name.toLowerCase()] === value,
    ) &&
    (request.headers_absent ?? []).every((name) => arrived.headers[name.toLowerCase()] === undefined) &&
    (request.body_json === undefined || same(request.body_json, arrived.json)) &&
    (request.body_form === undefined ||
      (arrived.form !== undefined && same(request.body_form, asObject(arrived.form)))) &&
    (request.body_text === undefined || request.body_text === arrived.text)
  );
}

/** Pairs as one object; a repeated name has a list, in order of arrival. */
function asObject(pairs: readonly (readonly [string, string])[]): JsonObject {
  const found = new Map<string, string[]>();
  for (const [name, value] of pairs) found.set(name, [...(found.get(name) ?? []), value]);
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

function same(expected: Json, actual: Json | undefined): boolean {
  return difference(expected, actual, '') === null;
}
