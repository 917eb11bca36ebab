import type { StudiedPair } from '../../main/insight/finding/evidence.ts';
import { grainSettings } from '../../main/insight/grain/grainSettings.ts';
import { createRandom, type Random } from '../../main/insight/numbers/random.ts';
import type { Grain } from '../../shared/domain/grain.ts';
import { drawNoise } from './drawNoise.ts';
import { nightCounts } from './nightCounts.ts';

/*
 * Pairs by week and by hour whose truth is known. As those by day, they share a season of which each has its own height; hours have a
 * day that is another on weekends, weeks a year.
 */

/** Nights are of hours only. */
export type GrainKind = 'planted' | 'reverse' | 'null_shared_season' | 'null_trend' | 'null_nights';

export interface GrainPairOptions {
  readonly length?: number;
  readonly effect?: number;
}

export interface GrainPair {
  readonly pair: StudiedPair;
  /** Above 0 where the signal comes first; null where neither does. */
  readonly lead: number | null;
}

const RUN_IN = 200;
const TURN = 2 * Math.PI;

export function grainPair(
  seed: number,
  grain: Exclude<Grain, 'day'>,
  kind: GrainKind,
  options: GrainPairOptions = {},
): GrainPair {
  const settings = grainSettings(grain);
  const length = options.length ?? (grain === 'week' ? 156 : 60 * 24);
  const random = createRandom(seed);
  const named = {
    ...{ signalName: `signal ${seed}`, outcomeName: `outcome ${seed}`, firstDay: 0 },
    ...{ sharedDays: length, missingShare: 0, grain, known: [] },
  };
  if (kind === 'null_nights') return { pair: { ...named, ...nightCounts(random, length) }, lead: null };
  const lead = 1 + Math.floor(random.uniform() * settings.maxLead * 0.7);
  const effect = options.effect ?? 0.4 + 0.4 * random.uniform();
  const shape = drawShape(random);
  const other = kind === 'null_trend' ? drawShape(random) : shape;
  const buzz = drawNoise(random, length + RUN_IN, 0.25, 1 / 30);
  const own = drawNoise(random, length + RUN_IN, 0.2, 1 / 60);
  const [earlier, later] = kind === 'reverse' ? [own, buzz] : [buzz, own];
  if (kind === 'planted' || kind === 'reverse')
    for (let t = lead; t < later.length; t++)
      later[t] = (later[t] as number) + effect * (earlier[t - lead] as number);
  const counts = (level: number, values: Float64Array, season: Shape, height: number) =>
    Float64Array.from({ length }, (_, t) => {
      const log = level + height * seasonAt(grain, season, t) + (season.trend * t) / length;
      return Math.max(0, Math.floor(Math.exp(log + (values[t + RUN_IN] as number)) + 0.5));
    });
  const truth = kind === 'planted' ? lead : kind === 'reverse' ? -lead : null;
  const signal = counts(5, buzz, shape, 1);
  const outcome = counts(4.5, own, other, 0.5 + random.uniform());
  const pair = { ...named, signal, outcome };
  return { pair, lead: truth };
}

interface Shape {
  readonly phases: readonly number[];
  readonly heights: readonly number[];
  readonly trend: number;
}

function drawShape(random: Random): Shape {
  return {
    phases: Array.from({ length: 5 }, () => TURN * random.uniform()),
    heights: Array.from({ length: 5 }, () => 0.1 + 0.3 * random.uniform()),
    trend: random.uniform() - 0.3,
  };
}

function seasonAt(grain: Exclude<Grain, 'day'>, { phases, heights }: Shape, t: number): number {
  const wave = (at: number, period: number) =>
    (heights[at] as number) * Math.sin((TURN * t) / period + (phases[at] as number));
  if (grain === 'week') return wave(0, 365.25 / 7) + 0.5 * wave(1, 365.25 / 14);
  const day = wave(0, 24) + 0.6 * wave(1, 12) + 0.4 * wave(2, 6);
  const isWeekend = Math.floor(t / 24) % 7 >= 5;
  return (isWeekend ? 0.6 * day + 0.2 : day) + wave(3, 168) + wave(4, 365.25 * 24);
}
