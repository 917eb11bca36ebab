import type { Json } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Extras, Making, RecordSelector } from '../parts.ts';
import { needed } from './members.ts';
import { asRecord, shaper } from './shape.ts';

/** RecordSelector: what its extractor finds, shaped. */
export function recordSelector(component: Component, making: Making, more: Extras): RecordSelector {
  const extractor = making.make('extractor', needed(component, 'extractor'), more);
  const shaping = shaper(component, making, more);
  return {
    async *select(answer, slice, cursor, shown) {
      const shape = await shaping();
      let extracted = 0;
      for await (const found of extractor.extract(answer) as AsyncIterable<Json>) {
        const raw = asRecord(found, making.stream);
        if (raw === null) continue;
        extracted += 1;
        shown?.(raw);
        yield { record: await shape(raw, slice, cursor), extracted };
      }
    },
  };
}
