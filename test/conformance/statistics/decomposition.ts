import { anomalies } from '../../../main/insight/decomposition/anomalies.ts';
import { decomposeClassically } from '../../../main/insight/decomposition/classical.ts';
import { stl } from '../../../main/insight/decomposition/stl.ts';
import type { StlChoice } from '../../../main/insight/decomposition/stlSettings.ts';
import type { Adapter, StatisticsCase } from './case.ts';
import { number, series, text } from './read.ts';

export const adapters: Record<string, Adapter> = {
  stl: (reference) => stl(series(reference.input['x']), choiceOf(reference)),

  decompose_classical: ({ input, params }) => {
    const type = text(params['type'] ?? 'additive') === 'multiplicative' ? 'multiplicative' : 'additive';
    const parts = decomposeClassically(series(input['x']), number(params['period']), type);
    return parts.kind === 'unavailable' ? parts : { ...parts, random: parts.remainder };
  },

  stl_mad_anomaly: (reference) => {
    const { input, params } = reference;
    const found = anomalies(series(input['x']), choiceOf(reference), number(params['k']));
    if (found.kind === 'unavailable') return found;
    return { ...found, anomalies0: found.days, anomalies1: found.days.map((day) => day + 1) };
  },
};

function choiceOf({ params, engine }: StatisticsCase): StlChoice {
  const span = params['sWindow'];
  const numbers = {
    trendSpan: params['tWindow'],
    lowPassSpan: params['lWindow'],
    seasonJump: params['sJump'],
    trendJump: params['tJump'],
    lowPassJump: params['lJump'],
    innerLoops: params['inner'],
    outerLoops: params['outer'],
    seasonDegree: params['sDegree'],
    trendDegree: params['tDegree'],
    lowPassDegree: params['lDegree'],
  };
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined && value !== null);
  return {
    period: number(params['period']),
    seasonSpan: span === 'periodic' ? 'periodic' : number(span),
    robust: params['robust'] === true,
    median: /statsmodels/i.test(engine) ? 'exact' : 'published',
    ...Object.fromEntries(given.map(([name, value]) => [name, number(value)])),
  };
}
