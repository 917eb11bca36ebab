import { adf, type LagChoice } from '../../../main/insight/unitRoots/adf.ts';
import { type Deterministic, dickeyFuller } from '../../../main/insight/unitRoots/dickeyFuller.ts';
import { kpss } from '../../../main/insight/unitRoots/kpss.ts';
import { criticalTaus, trendTauP } from '../../../main/insight/unitRoots/tables.ts';
import type { Adapter, StatisticsCase } from './case.ts';
import { list, number, record, series, text } from './read.ts';

const REGRESSIONS: Record<string, Deterministic> = { n: 'none', c: 'drift', ct: 'trend', ctt: 'quadratic' };
const CHOICES: Record<string, LagChoice> = { aic: 'aic', bic: 'bic', 't-stat': 'tStat' };

export const adapters: Record<string, Adapter> = {
  adf_mackinnon: (reference) => {
    const x = series(reference.input['x']);
    return {
      results: questions(reference, 'results').map(({ regression, autolag, maxLag }) => {
        const choice = autolag === null ? 'fixed' : CHOICES[text(autolag).toLowerCase()];
        const test = adf(x, REGRESSIONS[text(regression)] ?? 'drift', number(maxLag), choice ?? 'fixed');
        if (test.kind === 'unavailable') return test;
        const { tau, p, lags, used } = test;
        return { regression, autolag, maxLag, tau, p, usedLag: lags, nobs: used };
      }),
    };
  },

  unit_root: (reference) => {
    const x = series(reference.input['x']);
    const changes = x.length - 1;
    const lag = Math.trunc(changes ** (1 / 3));
    const withLine = dickeyFuller(x, 'trend', lag);
    return {
      adf: questions(reference, 'adf').map(({ type, lags }) => {
        const deterministic = text(type) as 'none' | 'drift' | 'trend';
        const fit = dickeyFuller(x, deterministic, number(lags));
        if (fit.kind === 'unavailable') return fit;
        return { type, lags, tau: fit.tau, crit: criticalTaus(changes, deterministic) };
      }),
      adfTest:
        withLine.kind === 'unavailable'
          ? withLine
          : { stat: withLine.tau, lag, pClipped: trendTauP(withLine.tau, changes) },
      kpssLevel: kpssOf(x, 'level'),
      kpssTrend: kpssOf(x, 'trend'),
    };
  },
};

/** These cases ask several questions of one series, and say which only beside each answer. */
function questions({ params, expected }: StatisticsCase, key: string): Record<string, unknown>[] {
  return list(params[key] ?? expected[key]).map(record);
}

function kpssOf(x: Float64Array, around: 'level' | 'trend'): unknown {
  const test = kpss(x, around);
  return test.kind === 'unavailable' ? test : { stat: test.stat, lag: test.lags, p: test.p };
}
