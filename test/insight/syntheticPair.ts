import { createRandom, type Random } from '../../main/insight/numbers/random.ts';

/*
 * Social and sales counts with a known relation. The draws and their order are those of the reference generator, so that a seed gives the
 * same counts as there: drawing one number more, or two in another order, changes every pair.
 */

export const PAIR_KINDS = [
  'planted',
  'planted_distributed',
  'reverse',
  'null_shared_season',
  'null_trend',
  'null_independent',
] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

export interface PairOptions {
  readonly days?: number;
  /** Days by which social leads; drawn from 1 to 21 when left out. */
  readonly lead?: number;
  /** Elasticity of sales to earlier buzz; drawn from 0.25 to 0.8 when left out. */
  readonly effect?: number;
}

export interface SyntheticPair {
  readonly social: Float64Array;
  readonly sales: Float64Array;
  readonly truth: {
    readonly kind: PairKind;
    readonly leadDays: number | null;
    readonly beta: number;
    readonly spikeDays: readonly number[];
    readonly promoDays: readonly number[];
  };
}

/** Days before the first, for the noise to settle and the longest lead to reach back. */
const RUN_IN = 60;
const TURN = 2 * Math.PI;

export function syntheticPair(seed: number, kind: PairKind, options: PairOptions = {}): SyntheticPair {
  const days = options.days ?? 730;
  const random = createRandom(seed);
  const lead = options.lead ?? 1 + Math.floor(random.uniform() * 21);
  const beta = options.effect ?? 0.25 + 0.55 * random.uniform();
  const socialMemory = 0.3 + 0.5 * random.uniform();
  const salesMemory = 0.3 + 0.5 * random.uniform();
  const socialSeason = drawSeason(random);
  const { buzz, spikes } = drawBuzz(random, days + RUN_IN, socialMemory);
  const salesSeason = {
    ...socialSeason,
    weekPhase: TURN * random.uniform(),
    yearPhase: TURN * random.uniform(),
    trend: (random.uniform() - 0.3) * 0.0015,
  };
  const { sales, promoted } = drawSales(random, days + RUN_IN, salesMemory);
  const related = relate(kind, buzz, sales, lead, beta);
  const season = seasonsOf(kind, socialSeason, salesSeason);
  const count = (level: number, log: number) => Math.max(0, Math.floor(Math.exp(level + log) + 0.5));
  const planted = kind.startsWith('planted');
  return {
    social: Float64Array.from({ length: days }, (_, i) => {
      const { social, socialTrend } = season(i);
      return count(4.5 + socialTrend + social, related.buzz[i + RUN_IN] as number);
    }),
    sales: Float64Array.from({ length: days }, (_, i) => {
      const { sales: seasonal, salesTrend } = season(i);
      return count(4 + salesTrend + seasonal, related.sales[i + RUN_IN] as number);
    }),
    truth: {
      kind,
      leadDays: planted ? lead : kind === 'reverse' ? -lead : null,
      beta: kind.includes('null') ? 0 : beta,
      spikeDays: spikes.map((day) => day - RUN_IN).filter((day) => day >= 0),
      promoDays: Array.from({ length: days }, (_, i) => i).filter((i) => promoted[i + RUN_IN] === 1),
    },
  };
}

interface Season {
  readonly weekPhase: number;
  readonly yearPhase: number;
  readonly weekHeight: number;
  readonly yearHeight: number;
  readonly trend: number;
}

function drawSeason(random: Random): Season {
  const weekPhase = TURN * random.uniform();
  const yearPhase = TURN * random.uniform();
  const weekHeight = 0.15 + 0.2 * random.uniform();
  const yearHeight = 0.2 + 0.4 * random.uniform();
  return { weekPhase, yearPhase, weekHeight, yearHeight, trend: (random.uniform() - 0.3) * 0.0015 };
}

function week({ weekHeight, weekPhase }: Season, day: number): number {
  return weekHeight * Math.sin((TURN * (day % 7)) / 7 + weekPhase);
}

function year({ yearHeight, yearPhase }: Season, day: number): number {
  return yearHeight * Math.sin((TURN * day) / 365.25 + yearPhase);
}

/** Noise with a memory, and viral bursts that fade. */
function drawBuzz(random: Random, days: number, memory: number): { buzz: Float64Array; spikes: number[] } {
  const buzz = new Float64Array(days);
  const spikes: number[] = [];
  let noise = 0;
  let burst = 0;
  for (let t = 0; t < days; t++) {
    noise = memory * noise + 0.25 * random.normal();
    burst *= 0.65;
    if (random.uniform() < 1 / 45) {
      burst += 1 + 1.5 * random.uniform();
      spikes.push(t);
    }
    buzz[t] = noise + burst;
  }
  return { buzz, spikes };
}

/** Noise with a memory, promotions of three days, and bursts of their own. */
function drawSales(
  random: Random,
  days: number,
  memory: number,
): { sales: Float64Array; promoted: Uint8Array } {
  const sales = new Float64Array(days);
  const promoted = new Uint8Array(days);
  let noise = 0;
  let burst = 0;
  let promotionLeft = 0;
  for (let t = 0; t < days; t++) {
    noise = memory * noise + 0.2 * random.normal();
    burst *= 0.5;
    if (random.uniform() < 1 / 40) promotionLeft = 3;
    if (random.uniform() < 1 / 120) burst += 0.8;
    promoted[t] = promotionLeft > 0 ? 1 : 0;
    if (promotionLeft > 0) promotionLeft--;
    sales[t] = noise + burst + 0.5 * (promoted[t] as number);
  }
  return { sales, promoted };
}

function relate(kind: PairKind, buzz: Float64Array, sales: Float64Array, lead: number, beta: number) {
  const later = Float64Array.from(kind === 'reverse' ? buzz : sales);
  const at = (t: number) => buzz[t] as number;
  for (let t = kind === 'planted_distributed' ? lead + 1 : lead; t < later.length; t++) {
    if (kind === 'planted') later[t] = (later[t] as number) + beta * at(t - lead);
    if (kind === 'reverse') later[t] = (later[t] as number) + beta * (sales[t - lead] as number);
    if (kind === 'planted_distributed') {
      const spread = 0.25 * at(t - lead + 1) + 0.5 * at(t - lead) + 0.25 * at(t - lead - 1);
      later[t] = (later[t] as number) + beta * spread;
    }
  }
  return kind === 'reverse' ? { buzz: later, sales } : { buzz, sales: later };
}

interface SeasonAt {
  readonly social: number;
  readonly sales: number;
  readonly socialTrend: number;
  readonly salesTrend: number;
}

function seasonsOf(kind: PairKind, social: Season, sales: Season): (day: number) => SeasonAt {
  if (kind === 'null_trend')
    return (day) => ({ social: 0, sales: 0, socialTrend: 0.0025 * day, salesTrend: 0.002 * day });
  if (kind === 'null_independent')
    return (day) => ({
      social: week(social, day) + year(social, day),
      sales: week(sales, day) + year(sales, day),
      socialTrend: social.trend * day,
      salesTrend: sales.trend * day,
    });
  return (day) => ({
    social: week(social, day) + year(social, day),
    sales: 0.8 * week(social, day) + 0.9 * year(social, day - 3),
    socialTrend: social.trend * day,
    salesTrend: social.trend * day,
  });
}
