import { meanBreaks } from '../../../main/insight/breaks/meanBreaks.ts';
import { olsCusum } from '../../../main/insight/breaks/olsCusum.ts';
import type { Adapter } from './case.ts';
import { numberOr, series } from './read.ts';

export const adapters: Record<string, Adapter> = {
  mean_breaks: ({ input, params }) => {
    const x = series(input['x']);
    const found = meanBreaks(x, numberOr(params['h'], 0.15));
    const cusum = olsCusum(x);
    if (found.kind === 'unavailable') return found;
    if (cusum.kind === 'unavailable') return cusum;
    return {
      nBreaksBIC: found.breaks.length,
      breakIndex1: found.breaks.map((day) => day + 1),
      bic: found.bic,
      rss: found.rss,
      olsCusumSup: cusum.supremum,
      olsCusumP: cusum.p,
    };
  },
};
