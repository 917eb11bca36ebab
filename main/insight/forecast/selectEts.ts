import { type Unavailable, unavailable } from '../unavailable.ts';
import { type EtsFit, fitEts } from './ets.ts';
import { type EtsModel, parseEtsModel } from './etsModel.ts';

/**
 * The fit with the lowest AICc. `Z` leaves a part open, and `damped` null tries both. Multiplicative trends explode and are
 * tried only when asked for by name; an additive error beside a multiplicative season, and a multiplicative error over an
 * additive season with a multiplicative trend, have infinite variances, and are left out of a choice.
 */
export function selectEts(
  x: Float64Array,
  period = 1,
  form = 'ZZZ',
  damped: boolean | null = null,
): EtsFit | Unavailable {
  let best: EtsFit | Unavailable = unavailable('tooShort');
  for (const model of candidates(form, period, damped)) {
    const fit = fitEts(x, model);
    if (best.kind !== 'fit' && (fit.kind === 'fit' || fit.why !== 'tooShort')) best = fit;
    if (best.kind === 'fit' && fit.kind === 'fit' && fit.aicc < best.aicc) best = fit;
  }
  return best;
}

function candidates(form: string, period: number, damped: boolean | null): EtsModel[] {
  const letters = /^([AMZ])([NAMZ])(d?)([NAMZ])$/.exec(form);
  if (letters === null) return [];
  const [, error = 'Z', trend = 'Z', mark = '', season = 'Z'] = letters;
  const open = [error, trend, season].includes('Z');
  const seasons = season === 'Z' ? (period > 1 ? ['N', 'A', 'M'] : ['N']) : [season];
  const dampings = mark === 'd' ? [true] : damped === null ? [false, true] : [damped];
  const models: EtsModel[] = [];
  for (const e of error === 'Z' ? ['A', 'M'] : [error])
    for (const t of trend === 'Z' ? ['N', 'A'] : [trend])
      for (const s of seasons)
        for (const d of dampings) {
          const model = parseEtsModel(`${e}${t}${s}`, period, d && t !== 'N');
          // Without a trend there is nothing to damp: once is enough.
          const repeated = d && t === 'N' && dampings.length > 1;
          if (model !== null && !repeated && !(open && isUnstable(model))) models.push(model);
        }
  return models;
}

function isUnstable({ error, trend, season }: EtsModel): boolean {
  if (error === 'A') return trend === 'M' || season === 'M';
  return trend === 'M' && season === 'A';
}
