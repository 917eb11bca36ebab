import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import { isComponent } from '../component.ts';
import type { Answer, Extractor, Making } from '../parts.ts';
import { wrongManifest } from './faults.ts';
import { list, needed } from './members.ts';
import { put } from './ownField.ts';

/** One list of names and one of values: each run of as many values as there are names is a record. */
export function keyValueExtractor(component: Component, making: Making): Extractor {
  const names = making.make('extractor', needed(component, 'keys_extractor'));
  const values = making.make('extractor', needed(component, 'values_extractor'));
  return {
    async *extract(answer: Answer) {
      const fields = (await all(names, answer)).map(String);
      if (fields.length === 0) return;
      let record: { [name: string]: Json } = {};
      let filled = 0;
      for await (const value of values.extract(answer) as AsyncIterable<Json>) {
        put(record, fields[filled] ?? '', value);
        filled += 1;
        if (filled < fields.length) continue;
        yield record;
        record = {};
        filled = 0;
      }
      if (filled > 0) yield record;
    },
  };
}

/** The n-th record of each extractor become one; it ends with the shortest, and later extractors win. */
export function combinedExtractor(component: Component, making: Making): Extractor {
  const parts = list(component, 'extractors').map((member) => {
    if (!isComponent(member)) throw wrongManifest(component, 'extractors must be components');
    return making.make('extractor', member);
  });
  return {
    async *extract(answer: Answer) {
      const found = await Promise.all(parts.map((part) => all(part, answer)));
      const shortest = found.length === 0 ? 0 : Math.min(...found.map(({ length }) => length));
      for (let index = 0; index < shortest; index += 1) {
        const record: { [name: string]: Json } = {};
        for (const records of found) {
          const one = records[index];
          if (!isJsonObject(one)) continue;
          for (const name of Object.keys(one)) put(record, name, one[name] ?? null);
        }
        yield record as JsonObject;
      }
    },
  };
}

async function all(extractor: Extractor, answer: Answer): Promise<readonly Json[]> {
  const found: Json[] = [];
  for await (const one of extractor.extract(answer) as AsyncIterable<Json>) found.push(one);
  return found;
}
