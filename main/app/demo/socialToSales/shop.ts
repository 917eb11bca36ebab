import { createDraw, seedOf } from '../draw.ts';
import { holidayDays, promotedDays } from './calendar.ts';
import { exactExp } from './exactly.ts';
import { PRODUCTS } from './products.ts';
import { RUN_IN, restless } from './restless.ts';
import { drawSeason, type Season, seasonAt } from './season.ts';
import { PLATFORMS, type Platform, TRENDS, type Trend } from './trends.ts';
import { PLANTED, platformsOf, REVERSE, TRAPS } from './truth.ts';

/** Everything that is counted, day by day. Each series hangs on the seed alone, so that one can be made without the others. */
export interface Shop {
  signal(trend: Trend, platform: Platform): Float64Array;
  /** What was wanted; less is sold while there is no stock. */
  units(product: string): Float64Array;
}

const OF_A_TREND = 11;
const OF_A_SIGNAL = 12;
const OF_A_PRODUCT = 13;
const SEASON_OF_TREND = 14;
const SEASON_OF_PRODUCT = 15;
const SEASON_OF_TRAP = 16;
const LEVEL_OF_SIGNAL = 17;
const LEVEL_OF_PRODUCT = 18;

const LEVELS: Readonly<Record<Platform, number>> = {
  tiktok: 10.2,
  instagram: 9.4,
  youtube: 8.9,
  pinterest: 6.8,
  reddit: 5.2,
};
/** How much of a trend's own movement shows on every platform. */
const COMMON = 0.4;

export function createShop(seed: number, days: number): Shop {
  const promoted = promotedDays(days);
  const holidays = holidayDays(days);
  const drawOf = (kind: number, index: number) => createDraw(seedOf(seed, kind, index));

  const common = TRENDS.map((_, index) =>
    restless(drawOf(OF_A_TREND, index), days, {
      memory: 0.5,
      noise: 0.2,
      every: 60,
      height: 1.2,
      left: 0.65,
    }),
  );
  const rushes = PRODUCTS.map((_, index) => {
    const draw = drawOf(OF_A_PRODUCT, index);
    const memory = 0.3 + 0.4 * draw.unit();
    return restless(draw, days, { memory, noise: 0.2, every: 110, height: 0.8, left: 0.5 });
  });

  /** Attention without its season. */
  function buzz(index: number, platform: Platform): Float64Array {
    const draw = drawOf(OF_A_SIGNAL, index * PLATFORMS.length + PLATFORMS.indexOf(platform));
    const memory = 0.3 + 0.4 * draw.unit();
    const own = restless(draw, days, { memory, noise: 0.25, every: 50, height: 1.5, left: 0.65 });
    const shared = common[index];
    return own.map((value, t) => value + COMMON * (shared?.[t] ?? 0));
  }

  function counts(level: number, season: Season, moved: (t: number) => number): Float64Array {
    return Float64Array.from({ length: days }, (_, day) => {
      const calendar =
        season.promotion * (promoted[day] ?? 0) +
        season.holiday * (holidays[day] ?? 0) +
        seasonAt(season, day);
      return Math.floor(exactExp(level + calendar + moved(day + RUN_IN)) + 0.5);
    });
  }

  return {
    signal(trend, platform) {
      const index = TRENDS.indexOf(trend);
      const own = buzz(index, platform);
      const reverse = REVERSE.find((one) => one.trend === trend.trend);
      const sales = reverse === undefined ? undefined : rushes[placeOf(reverse.product)];
      const at = index * PLATFORMS.length + PLATFORMS.indexOf(platform);
      const level = LEVELS[platform] + 0.7 * drawOf(LEVEL_OF_SIGNAL, at).normal();
      const height = trend.category === 'seasonal' ? 0.6 : 0.2;
      const trap = TRAPS.findIndex((one) => one.trend === trend.trend);
      const season =
        trap >= 0
          ? drawSeason(drawOf(SEASON_OF_TRAP, trap), 0.6, 0.5)
          : drawSeason(drawOf(SEASON_OF_TREND, at), height, 0.12);
      return counts(
        level,
        season,
        (t) => (own[t] ?? 0) + (reverse?.elasticity ?? 0) * (sales?.[t + (reverse?.lead ?? 0)] ?? 0),
      );
    },
    units(product) {
      const index = placeOf(product);
      const rush = rushes[index];
      const draw = drawOf(LEVEL_OF_PRODUCT, index);
      const level = 3.4 + 0.9 * draw.unit();
      const growth = (draw.unit() - 0.3) / 1_500;
      const trap = TRAPS.findIndex((one) => one.product === product);
      const season =
        trap >= 0
          ? drawSeason(drawOf(SEASON_OF_TRAP, trap), 0.6, 0.5)
          : drawSeason(drawOf(SEASON_OF_PRODUCT, index), 0.3, 0.45);
      const led = PLANTED.filter((one) => one.product === product).flatMap((one) => {
        const trend = TRENDS.findIndex((known) => known.trend === one.trend);
        return platformsOf(one).map(({ platform, elasticity }) => ({
          elasticity,
          earlier: buzz(trend, platform),
          lead: one.lead,
        }));
      });
      return counts(level, season, (t) =>
        led.reduce(
          (sum, { elasticity, earlier, lead }) => sum + elasticity * (earlier[t - lead] ?? 0),
          (rush?.[t] ?? 0) + growth * (t - RUN_IN),
        ),
      );
    },
  };
}

function placeOf(product: string): number {
  return PRODUCTS.findIndex((known) => known.product === product);
}
