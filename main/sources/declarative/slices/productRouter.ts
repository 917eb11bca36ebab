import type { PartitionRouter, Slice } from '../parts.ts';
import { together } from './requestOption.ts';

/**
 * Every combination of what several routers give, the first turning slowest. Only the first is asked slice by slice: what the
 * others give is needed again for each of its slices.
 */
export function productRouter(routers: readonly PartitionRouter[]): PartitionRouter {
  const [first, ...others] = routers;
  return {
    async ready() {
      for (const router of routers) await router.ready?.();
    },
    async *slices(signal) {
      await this.ready?.();
      if (first === undefined) return;
      const rest: Slice[][] = [];
      for (const router of others) {
        const all: Slice[] = [];
        for await (const slice of router.slices(signal, null)) all.push(slice);
        rest.push(all);
      }
      for await (const slice of first.slices(signal, null)) yield* combined(slice, rest);
    },
    additions: (slice) => together(routers.map((router) => router.additions(slice))),
    // What a parent claimed says nothing of the combinations with it.
    parentState: () => null,
  };
}

function* combined(slice: Slice, rest: readonly (readonly Slice[])[]): Generator<Slice> {
  const [next, ...others] = rest;
  if (next === undefined) {
    yield slice;
    return;
  }
  for (const one of next)
    yield* combined(
      {
        partition: { ...one.partition, ...slice.partition },
        cursor: {},
        extra: { ...one.extra, ...slice.extra },
      },
      others,
    );
}
