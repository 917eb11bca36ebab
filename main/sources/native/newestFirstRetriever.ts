import type { Component } from '../declarative/component.ts';
import type { Extras, Making, Retriever } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { needed, words } from '../declarative/records/members.ts';
import type { Json, JsonObject } from '../json.ts';

/**
 * `leadline.NewestFirstRetriever`: a feed that tells each change of a thing, the newest first, and of which only the newest counts.
 * Of records with the same `key` a slice hands on the first: a load keeps the last of each key, which would be the oldest.
 *
 * No page is a place to go on from: what came before it would not be remembered, and an older change be taken for the newest.
 */
export function newestFirstRetriever(component: Component, making: Making, more: Extras): Retriever {
  const inner = making.make('retriever', needed(component, 'retriever'), more);
  const key = words(component, 'key');
  if (key.length === 0) throw wrongManifest(component, 'key is missing');
  return {
    async *pages(slice, { signal, cursor }) {
      const seen = new Set<string>();
      for await (const { records } of inner.pages(slice, { signal, cursor, resume: undefined })) {
        const newest = records.filter((record) => {
          const id = keyOf(record, key);
          if (id === null) return true;
          if (seen.has(id)) return false;
          seen.add(id);
          return true;
        });
        yield { records: newest, resume: undefined };
      }
    },
  };
}

/** Null: a record without its key is nobody's change. */
function keyOf(record: JsonObject, key: readonly string[]): string | null {
  const parts: Json[] = [];
  for (const name of key) {
    const part = record[name];
    if (part === undefined || part === null) return null;
    parts.push(String(part));
  }
  return JSON.stringify(parts);
}
