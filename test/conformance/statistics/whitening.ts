import { leadCorrelation } from '../../../main/insight/lead/leadCorrelation.ts';
import { prepareSeries } from '../../../main/insight/lead/prepareSeries.ts';
import { fitAutoregression } from '../../../main/insight/whitening/autoregression.ts';
import { seasonDesign } from '../../../main/insight/whitening/design.ts';
import type { Adapter } from './case.ts';
import { number, numberOr, series } from './read.ts';

/** How many of the first residuals a case shows. */
const HEAD = 10;

export const adapters: Record<string, Adapter> = {
  ar_yw_aic: ({ input, params }) => {
    const model = fitAutoregression(series(input['x']), {
      ...(params['orderMax'] === undefined ? {} : { orderMax: number(params['orderMax']) }),
      choose: params['aic'] !== false,
      demean: params['demean'] !== false,
    });
    return {
      order: model.order,
      coef: model.coefficients,
      varPred: model.variance,
      mean: model.mean,
      aicDelta: model.aicAbove,
    };
  },
  lag_pipeline: ({ input, params, expected }) => {
    const social = series(input['social']);
    const design = seasonDesign(social.length, {
      weeklyHarmonics: numberOr(params['weeklyHarmonics'], 3),
      annualHarmonics: numberOr(params['annualHarmonics'], 2),
      annualPeriod: numberOr(params['annualPeriod'], 365.25),
    });
    const options = { orderMax: numberOr(params['arOrderMax'], 28) };
    const left = prepareSeries(social, design, options);
    const right = prepareSeries(series(input['sales']), design, options);
    const answer = leadCorrelation(
      left,
      right,
      number(params['maxLead']),
      numberOr(params['rankOffset'], 0.375),
    );
    const head = (residual: Float64Array, shown: unknown) =>
      residual.slice(0, Array.isArray(shown) ? shown.length : HEAD);
    return {
      arOrders: [left.model.order, right.model.order],
      warmup: answer.warmup,
      nUsed: answer.used,
      residualSocialHead: head(left.residual, expected['residualSocialHead']),
      residualSalesHead: head(right.residual, expected['residualSalesHead']),
      ccfByLead: answer.correlation.values,
      peakLead: answer.peak?.lead ?? null,
      peakValue: answer.peak?.value ?? null,
      pairP: answer.p,
    };
  },
};
