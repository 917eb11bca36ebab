import { automaticBlockLength } from '../../../main/insight/bootstrap/blockLength.ts';
import { pairedRows, peakOfRows } from '../../../main/insight/bootstrap/pairedRows.ts';
import { blocksFrom } from '../../../main/insight/bootstrap/resample.ts';
import { quantile } from '../../../main/insight/numbers/moments.ts';
import { type Adjustment, adjust } from '../../../main/insight/testing/adjust.ts';
import { maxT } from '../../../main/insight/testing/maxT.ts';
import type { Adapter } from './case.ts';
import { list, number, numberOr, series } from './read.ts';

const ADJUSTMENTS: readonly Adjustment[] = ['BH', 'BY', 'holm', 'hochberg', 'bonferroni'];

export const adapters: Record<string, Adapter> = {
  p_adjust: ({ input, params }) => {
    const p = series(input['p']);
    const tried = params['n'] === undefined ? undefined : number(params['n']);
    return Object.fromEntries(ADJUSTMENTS.map((method) => [method, adjust(p, method, tried)]));
  },
  maxT_permutation: ({ input, params }) => {
    const permutations = list(params['permutations0']).map((order) => Int32Array.from(series(order)));
    const answer = maxT(series(input['x']), series(input['y']), number(params['maxLead']), permutations);
    return {
      ccfByLead: answer.observed.values,
      observedMax: answer.observedMax,
      nullMax: answer.nullMax,
      pGlobal: answer.p,
      pAdjByLead: answer.pByLead,
    };
  },
  auto_block_length: ({ input }) => {
    const length = automaticBlockLength(series(input['x']));
    return {
      mHat: length.lastLag,
      M: length.window,
      stationary: length.stationary,
      circular: length.circular,
      bMax: length.longest,
    };
  },
  block_bootstrap_peak: ({ input, params }) => {
    const rows = pairedRows(series(input['x']), series(input['y']), number(params['maxLead']));
    const peaks = list(params['blockStarts0']).map((starts) =>
      peakOfRows(rows, blocksFrom(series(starts), number(params['blockLength']), rows.count)),
    );
    const leads = Float64Array.from(peaks, (peak) => peak?.lead ?? Number.NaN);
    const outside = (1 - numberOr(params['conf'], 0.95)) / 2;
    return {
      peakLead: leads,
      peakValue: peaks.map((peak) => peak?.value ?? null),
      lo: quantile(leads, outside),
      hi: quantile(leads, 1 - outside),
    };
  },
};
