import { type GrangerTest, granger, grangerBothWays } from '../../../main/insight/causality/granger.ts';
import { grangerHac } from '../../../main/insight/causality/grangerHac.ts';
import { grangerVariants } from '../../../main/insight/causality/grangerVariants.ts';
import { varCausality } from '../../../main/insight/causality/varCausality.ts';
import { varOrder } from '../../../main/insight/causality/varOrder.ts';
import { fitVar, type VarTrend } from '../../../main/insight/causality/vectorAutoregression.ts';
import type { Unavailable } from '../../../main/insight/unavailable.ts';
import type { Adapter } from './case.ts';
import { list, number, numberOr, series, text } from './read.ts';

export const adapters: Record<string, Adapter> = {
  granger: ({ input, params }) => ({
    results: list(params['orders'] ?? params['order']).map((order) => {
      const tests = grangerBothWays(series(input['x']), series(input['y']), number(order));
      return { order, xToY: worded(tests.xToY), yToX: worded(tests.yToX) };
    }),
  }),

  granger_hac: ({ input, params }) => {
    const test = grangerHac(
      series(input['x']),
      series(input['y']),
      number(params['order']),
      numberOr(params['nwLag'], 0),
      params['adjust'] === true,
    );
    if (test.kind === 'unavailable') return test;
    return { F: test.f, p: test.p, df1: test.df1, df2: test.df2, coef: test.coefficients, se: test.errors };
  },

  granger_variants: ({ input, params }) => ({
    results: list(params['orders'] ?? params['order']).map((order) => {
      const test = granger(series(input['x']), series(input['y']), number(order));
      if (test.kind === 'unavailable') return test;
      const { sumOfSquares, likelihoodRatio } = grangerVariants(test);
      const fTuple = [test.f, test.p, test.df2, test.df1];
      return {
        order,
        ssrF: fTuple,
        paramsF: fTuple,
        ssrChi2: [sumOfSquares.stat, sumOfSquares.p, sumOfSquares.df],
        lr: [likelihoodRatio.stat, likelihoodRatio.p, likelihoodRatio.df],
      };
    }),
  }),

  var_order: ({ input, params }) => {
    const all = list(input['series']).map(series);
    const trend = text(params['trend'] ?? 'c') as VarTrend;
    const order = varOrder(all, number(params['maxLag']), trend);
    const fitOrder = numberOr(params['fitOrder'], 2);
    const model = fitVar(all, fitOrder, trend);
    if (order.kind === 'unavailable') return order;
    if (model.kind === 'unavailable') return model;
    const { aic, bic, hqic, fpe, best } = order;
    const rows = model.coefficients[0]?.length ?? 0;
    return {
      ic: { aic, bic, hqic, fpe },
      selected: best,
      [`coef${fitOrder}`]: Array.from({ length: rows }, (_, row) => model.coefficients.map((own) => own[row])),
      [`logLik${fitOrder}`]: model.logLikelihood,
      causalityF: all.flatMap((_, cause) =>
        all.flatMap((_, effect) => {
          if (cause === effect) return [];
          const { f, p, df1, df2 } = varCausality(model, cause, effect);
          return [{ cause, effect, F: f, p, df1, df2 }];
        }),
      ),
    };
  },
};

function worded(test: GrangerTest | Unavailable): unknown {
  if (test.kind === 'unavailable') return test;
  return { F: test.f, p: test.p, df1: test.df1, df2: test.df2 };
}
