import { splitConformal } from '../forecast/conformal.ts';

/** What a forecast missed by at one origin, day ahead after day ahead, on the scale of logarithms; NaN where the outcome isn't known. */
export interface Missed {
  /** Position of the first day forecast. */
  readonly origin: number;
  readonly residuals: Float64Array;
}

export interface Band {
  readonly level: number;
  /** For each day ahead. */
  readonly halfWidths: Float64Array;
  /** Share of tried days that it held, each judged with what was known at its origin; NaN when none was tried. */
  readonly measured: number;
  readonly tried: number;
  /** For each day ahead, the share held and how many were tried. */
  readonly byHorizon: readonly { readonly measured: number; readonly tried: number }[];
  /** At each origin, the share held in the last few origins; NaN before. */
  readonly rolling: Float64Array;
}

/** Days of one week ahead miss by much the same, and share their residuals: of one day alone there are too few for 95 %. */
const GROUP = 7;
/** A width from fewer says little about a level. */
const LEAST_RESIDUALS = 20;
/** Origins that a width is taken from, so that an old regime is forgotten. */
const REMEMBERED = 30;
const ROLLING = 6;
/** How fast the level answers to the misses of one origin. */
const RATE = 0.05;

/**
 * Conformal intervals of each week ahead, adaptive as Gibbs and Candès (2021) have them: after misses the level rises. In a backtest the outcome
 * of a far day isn't known at the next origin: only what was counts, in the width and in the level.
 */
export function conformalBand(
  missed: readonly Missed[],
  horizon: number,
  level: number,
  today: number,
): Band {
  const halfWidths = new Float64Array(horizon);
  const held = Array.from({ length: horizon }, () => ({ inside: 0, tried: 0 }));
  const byOrigin = missed.map(() => ({ inside: 0, tried: 0 }));
  for (let from = 0; from < horizon; from += GROUP) {
    const to = Math.min(horizon, from + GROUP);
    const track = createLevel(1 - level);
    for (const [at, { origin, residuals }] of missed.entries()) {
      track.learn(origin);
      const pool = knownAt(missed.slice(0, at), from, to, origin);
      const width = pool.length >= LEAST_RESIDUALS ? widthOf(pool, track.alpha()) : null;
      for (let h = from; h < to; h++) {
        const residual = Math.abs(residuals[h] as number);
        if (width === null || Number.isNaN(residual)) continue;
        const inside = residual <= width ? 1 : 0;
        track.await(origin + h + 1, 1 - inside);
        for (const count of [held[h], byOrigin[at]])
          if (count !== undefined) {
            count.inside += inside;
            count.tried += 1;
          }
      }
    }
    track.learn(today);
    halfWidths.fill(widthOf(knownAt(missed, from, to, today), track.alpha()), from, to);
  }
  const total = held.reduce((sum, one) => ({
    inside: sum.inside + one.inside,
    tried: sum.tried + one.tried,
  }));
  return {
    level,
    halfWidths,
    measured: total.inside / total.tried,
    tried: total.tried,
    byHorizon: held.map(({ inside, tried }) => ({ measured: inside / tried, tried })),
    rolling: rollingOf(byOrigin),
  };
}

/** Alpha, moved by misses once their days have come. */
function createLevel(aim: number) {
  let alpha = aim;
  let waiting: { readonly day: number; readonly missed: number }[] = [];
  return {
    alpha: () => alpha,
    await(day: number, missed: number) {
      waiting.push({ day, missed });
    },
    learn(today: number) {
      const come = waiting.filter(({ day }) => day <= today);
      if (come.length === 0) return;
      waiting = waiting.filter(({ day }) => day > today);
      const share = come.reduce((sum, { missed }) => sum + missed, 0) / come.length;
      alpha += RATE * (aim - share);
    },
  };
}

/** Absolute residuals of some days ahead whose outcome was known on the evening before a day. */
function knownAt(missed: readonly Missed[], from: number, to: number, today: number): Float64Array {
  const known: number[] = [];
  for (const { origin, residuals } of missed.slice(-REMEMBERED))
    for (let h = from; h < to; h++)
      if (origin + h < today && !Number.isNaN(residuals[h] as number))
        known.push(Math.abs(residuals[h] as number));
  return Float64Array.from(known);
}

/** Never wider than the widest miss that is remembered: what lies beyond is not known, and the measured share says how often it comes. */
function widthOf(pool: Float64Array, alpha: number): number {
  if (pool.length === 0) return Number.NaN;
  return splitConformal(pool, Math.min(0.5, Math.max(alpha, 1 / (pool.length + 1)))).halfWidth;
}

function rollingOf(counts: readonly { readonly inside: number; readonly tried: number }[]): Float64Array {
  return Float64Array.from(counts, (_, at) => {
    const recent = counts.slice(Math.max(0, at + 1 - ROLLING), at + 1);
    if (recent.length < ROLLING || recent.some(({ tried }) => tried === 0)) return Number.NaN;
    return (
      recent.reduce((sum, { inside }) => sum + inside, 0) / recent.reduce((sum, { tried }) => sum + tried, 0)
    );
  });
}
