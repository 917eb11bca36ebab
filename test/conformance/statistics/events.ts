import { kaplanMeier } from '../../../main/insight/events/kaplanMeier.ts';
import { logRank } from '../../../main/insight/events/logRank.ts';
import type { IntervalForm } from '../../../main/insight/events/survivalInterval.ts';
import { survivalQuantile } from '../../../main/insight/events/survivalQuantile.ts';
import type { Adapter } from './case.ts';
import { list, number, numberOr, series, text } from './read.ts';

const FORMS: Record<string, IntervalForm> = {
  plain: 'plain',
  log: 'log',
  'log-log': 'logLog',
  logit: 'logit',
  arcsin: 'arcsine',
};

export const adapters: Record<string, Adapter> = {
  kaplan_meier: ({ input, params }) => {
    const form = FORMS[text(params['confType'] ?? 'log')];
    const curve = kaplanMeier(
      series(input['time']),
      series(input['event']),
      form ?? 'log',
      numberOr(params['conf'], 0.95),
    );
    if (curve.kind === 'unavailable') return curve;
    const half = survivalQuantile(curve, 0.5);
    return {
      time: curve.time,
      nRisk: curve.atRisk,
      nEvent: curve.events,
      surv: curve.survival,
      stdErr: curve.error,
      lower: curve.lower,
      upper: curve.upper,
      q25: survivalQuantile(curve, 0.25).time,
      median: half.time,
      q75: survivalQuantile(curve, 0.75).time,
      medianLower: half.lower,
      medianUpper: half.upper,
    };
  },

  logrank: ({ input, params }) => {
    const group = list(input['group']);
    const names = [...new Set(group.map(String))].sort();
    const places = group.map((value) =>
      typeof value === 'number' ? number(value) : names.indexOf(String(value)),
    );
    const test = logRank(
      series(input['time']),
      series(input['event']),
      places,
      numberOr(params['rho'], 0),
    );
    if (test.kind === 'unavailable') return test;
    const { chiSquare, df, p, observed, expected } = test;
    return { chisq: chiSquare, df, p, observed, expected };
  },
};
