import { PRODUCTS } from './products.ts';
import { TRENDS } from './trends.ts';
import { PLANTED, REVERSE, TRAPS } from './truth.ts';

export type Affiliation = 'proposed' | 'accepted' | 'rejected';

export interface Link {
  readonly trend: string;
  readonly product: string;
  readonly affiliation: Affiliation;
}

/**
 * What a person would link by the words: the planted pairs and the traps alike, some of it accepted. A third lot shares nothing, and some of
 * it was rejected.
 */
export const LINKS: readonly Link[] = [...PLANTED, ...REVERSE, ...TRAPS]
  .map(({ trend, product }, at): Link => link(trend, product, at % 3 === 2 ? 'proposed' : 'accepted'))
  .concat(
    TRENDS.filter(({ trend }) => ![...PLANTED, ...REVERSE, ...TRAPS].some((one) => one.trend === trend)).map(
      ({ trend }, at) =>
        link(
          trend,
          PRODUCTS[(at * 7 + 4) % PRODUCTS.length]?.product ?? '',
          at % 2 === 0 ? 'proposed' : 'rejected',
        ),
    ),
  );

function link(trend: string, product: string, affiliation: Affiliation): Link {
  return { trend, product, affiliation };
}
