import type { Store } from './store.ts';

/** The store's own tables lie outside the layers, so that no relation can be named like one of them. */
export function internalTable(store: Pick<Store, 'engine'>, name: string): string {
  return store.engine === 'sqlite' ? `"_leadline_${name}"` : `"_leadline"."${name}"`;
}
