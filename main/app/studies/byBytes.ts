import type { Store } from '../../warehouse/store.ts';

/** After a column of text in an `order by`: the same order in every database, whatever its language is. */
export function byBytes({ engine }: Pick<Store, 'engine'>): string {
  return engine === 'postgres' ? ' collate "C"' : '';
}
