import type { Json } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Making, PartitionRouter, Slice } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { flag, needed, wholeNumber } from '../records/members.ts';
import { partitionKey } from './partitionKey.ts';
import { NOTHING } from './requestOption.ts';

/** GroupingPartitionRouter: several partitions of another router in one slice, each of its members a list. */
export function groupingPartitionRouter(component: Component, making: Making): PartitionRouter {
  const size = wholeNumber(component, 'group_size') ?? 0;
  if (size < 1) throw wrongManifest(component, 'group_size must be at least 1');
  const once = flag(component, 'deduplicate', true);
  const router = making.make('partitionRouter', needed(component, 'underlying_partition_router'));
  return {
    grouped: true,
    async ready() {
      await router.ready?.();
    },
    async *slices(signal, state) {
      let group: Slice[] = [];
      const seen = new Set<string>();
      for await (const slice of router.slices(signal, state)) {
        const { parent_slice: _, ...own } = slice.partition;
        if (Object.keys(own).length !== 1)
          throw wrongManifest(component, 'only partitions of one value can be grouped');
        const key = partitionKey(own);
        if (once && seen.has(key)) continue;
        if (once) seen.add(key);
        group.push(slice);
        if (group.length < size) continue;
        yield grouped(group);
        group = [];
      }
      if (group.length > 0) yield grouped(group);
    },
    additions: () => NOTHING,
    parentState: () => router.parentState(),
  };
}

function grouped(group: readonly Slice[]): Slice {
  return {
    partition: lists(group.map(({ partition }) => partition)),
    cursor: {},
    extra: lists(group.map(({ extra }) => extra)),
  };
}

function lists(objects: readonly { readonly [name: string]: Json }[]): { readonly [name: string]: Json } {
  const names = new Set(objects.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, objects.map((one) => one[name] ?? null)]));
}
