import { rename } from 'node:fs/promises';
import type * as z from 'zod';

export type ReadJson<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'corrupt' };

export function parseJson<T>(text: string, schema: z.ZodType<T>): ReadJson<T> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { state: 'corrupt' };
  }
  const checked = schema.safeParse(data);
  return checked.success ? { state: 'read', value: checked.data } : { state: 'corrupt' };
}

/** Where a corrupt file is put so that nothing in it is lost; no colons, for Windows. */
export function brokenName(file: string, now: Date): string {
  return `${file}.broken-${now.toISOString().replace(/[:.]/g, '-')}`;
}

export async function setAside(file: string, now: Date): Promise<string> {
  const aside = brokenName(file, now);
  await rename(file, aside);
  return aside;
}
