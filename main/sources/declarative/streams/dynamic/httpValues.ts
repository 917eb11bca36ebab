import type { Component } from '../../component.ts';
import { needed } from '../../records/members.ts';
import { routerOf } from '../builtStream.ts';
import type { Workshop } from '../making.ts';
import { makingOf } from '../openStreams.ts';
import type { Filling } from './resolver.ts';

/** HttpComponentsResolver: a record for each stream. */
export function httpValues(
  resolver: Component,
  workshop: Workshop,
  name: string,
): (signal: AbortSignal) => AsyncIterable<Filling> {
  const owner = { ...resolver, members: { ...resolver.members, name } };
  const making = makingOf(workshop, owner, 0);
  const component = needed(resolver, 'retriever');
  const router = routerOf(component.members['partition_router'], component, making);
  const retriever = making.make('retriever', component, { partitionRouter: router });
  return async function* (signal) {
    const slices = router?.slices(signal, null) ?? [{ partition: {}, cursor: {}, extra: {} }];
    for await (const slice of slices)
      for await (const { records } of retriever.pages(slice, { signal, resume: undefined, cursor: null }))
        for (const values of records) yield { values, slice: slice.partition };
  };
}
