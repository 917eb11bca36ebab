import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Answer, Slice } from '../parts.ts';

/** More names for templates, also among the slice's extra fields, where older manifests look for them. */
export function alsoSeen(slice: Slice, more: Readonly<Record<string, Json>>) {
  return { slice: { ...slice, extra: { ...slice.extra, ...more } }, more };
}

/** An answer as templates see it: its body, and its headers beside where the body has none of that name. */
export async function contextOf(answer: Answer): Promise<Json> {
  const body = await answer.json();
  if (!isJsonObject(body) || Object.hasOwn(body, 'headers')) return body;
  const headers = answer.response.headers.filter(([name]) => !/^set-cookie$/i.test(name));
  return { ...body, headers: Object.fromEntries(headers) } satisfies JsonObject;
}
