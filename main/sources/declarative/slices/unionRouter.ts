import type { Json } from '../../json.ts';
import { type Component, isComponent } from '../component.ts';
import type { Making, PartitionRouter } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { list } from '../records/members.ts';
import { partitionKey } from './partitionKey.ts';
import { NOTHING } from './requestOption.ts';

/** UnionPartitionRouter: the partitions of several routers, each value once, by its first occurrence. */
export function unionPartitionRouter(component: Component, making: Making): PartitionRouter {
  const routers = list(component, 'partition_routers').map((one) => {
    if (!isComponent(one)) throw wrongManifest(component, 'partition_routers must hold components');
    return making.make('partitionRouter', one);
  });
  const written = making.expressions.text(component.members['partition_field'], component);
  return {
    async ready() {
      for (const router of routers) await router.ready?.();
    },
    async *slices(signal, state) {
      const field = written === null ? '' : await written({});
      const seen = new Set<string>();
      for (const router of routers)
        for await (const { partition, extra } of router.slices(signal, state)) {
          const { [field]: value, ...carried } = partition;
          if (value === undefined) throw wrongManifest(component, `each of its routers must give ${field}`);
          const key = partitionKey({ [field]: value });
          if (seen.has(key)) continue;
          seen.add(key);
          yield { partition: { [field]: value }, cursor: {}, extra: { ...extra, ...carried } };
        }
    },
    // A value may come from any of the routers, so none of them can say where it goes in a request.
    additions: () => NOTHING,
    parentState() {
      const states = routers.map((router) => router.parentState()).filter((one) => one !== null);
      return Object.assign({}, ...states) as { readonly [name: string]: Json };
    },
  };
}
