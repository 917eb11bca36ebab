import { fitGeometric } from '../../../main/insight/distributedLag/adstockFit.ts';
import { distributedLag } from '../../../main/insight/distributedLag/distributedLag.ts';
import type { Adapter } from './case.ts';
import { list, number, numberOr, series } from './read.ts';

export const adapters: Record<string, Adapter> = {
  distributed_lag: ({ input, params }) => {
    const x = series(input['x']);
    const y = series(input['y']);
    const longest = number(params['maxLag']);
    const lag = distributedLag(x, y, longest, numberOr(params['nwLag'], longest));
    const stock = fitGeometric(x, y, list(params['thetaGrid'] ?? []).map(number));
    if (lag.kind === 'unavailable') return lag;
    const { coefficients, errors, cumulative, meanLag } = lag;
    const found = stock.kind === 'unavailable' ? {} : { adstockSse: stock.sse, bestTheta: stock.retention };
    return { coef: coefficients, nwSe: errors, cumulative, meanLag, ...found };
  },
};
