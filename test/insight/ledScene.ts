import type { Leading } from '../../main/insight/directives/leadingSignals.ts';
import { createRandom, type Random } from '../../main/insight/numbers/random.ts';
import type { DailySeries } from '../../main/insight/series/dailySeries.ts';

/*
 * A trend on several platforms and an outcome that follows all of them, at a moment when the first has just begun to spike. What comes
 * after that moment is known here and to nobody who foresees it.
 */

/** Which platforms spike: the first by itself, all of them, or some. */
export type Spiking = 'first' | 'all' | 'some';

export interface SceneAsked {
  readonly platforms: number;
  readonly spiking: Spiking;
  /** Whether leads differ by up to three days from the first one's. */
  readonly leadsDiffer?: boolean;
}

export interface LedScene {
  /** The first is the strongest. */
  readonly leading: readonly [Leading, ...Leading[]];
  /** Up to and with `asOf`. */
  readonly outcome: DailySeries;
  readonly onset: number;
  readonly asOf: number;
  /** What came of the days from one to the other, both included. */
  came(from: number, to: number): number;
}

const DAYS = 730;
const AFTER = 40;
const RUN_IN = 60;
const TURN = 2 * Math.PI;
/** How much of a trend's own movement shows on every platform. */
const COMMON = 0.4;
const SHARES = [1, 0.45, 0.3, 0.2] as const;
const LEVELS = [10.2, 9.4, 8.9, 6.8] as const;

export function ledScene(seed: number, { platforms, spiking, leadsDiffer = false }: SceneAsked): LedScene {
  const random = createRandom(seed);
  const asOf = DAYS - 1;
  const lead = 3 + Math.floor(16 * random.uniform());
  const onset = asOf - Math.floor(3 * random.uniform());
  const height = 0.9 + 1.4 * random.uniform();
  const elasticity = 0.25 + 0.35 * random.uniform();
  const common = restless(random, 0.5, 0.2, 60, 1.2);
  const buzz: Float64Array[] = [];
  const leading = Array.from({ length: platforms }, (_, place): Leading => {
    const own = restless(random, 0.3 + 0.4 * random.uniform(), 0.25, 50, 1.5);
    const isIn = place === 0 || spiking === 'all' || (spiking === 'some' && random.uniform() < 0.5);
    const its = isIn ? height * (place === 0 ? 1 : 0.5 + 0.7 * random.uniform()) : 0;
    const moved = own.map(
      (value, t) => value + COMMON * (common[t] as number) + burstAt(t - RUN_IN - onset, its),
    );
    buzz.push(moved);
    const season = drawSeason(random, 0.2);
    const level = (LEVELS[place] as number) + 0.5 * random.normal();
    const values = counts(DAYS, (t) => level + season(t) + (moved[t + RUN_IN] as number));
    const apart = place > 0 && leadsDiffer ? Math.floor(7 * random.uniform()) - 3 : 0;
    return { series: daily(`platform ${place}`, values), lead: Math.max(1, lead + apart) };
  });
  const rush = restless(random, 0.3 + 0.4 * random.uniform(), 0.2, 110, 0.8);
  const season = drawSeason(random, 0.3);
  const level = 3.4 + 0.9 * random.uniform();
  const growth = (random.uniform() - 0.3) / 1500;
  const sold = counts(DAYS + AFTER, (t) =>
    leading.reduce(
      (sum, one, place) =>
        sum + elasticity * (SHARES[place] as number) * (buzz[place]?.[t + RUN_IN - one.lead] as number),
      level + season(t) + growth * t + (rush[t + RUN_IN] as number),
    ),
  );
  return {
    leading: leading as unknown as readonly [Leading, ...Leading[]],
    outcome: daily('sold', sold.slice(0, DAYS)),
    ...{ onset, asOf },
    came: (from, to) => sold.slice(from, to + 1).reduce((sum, units) => sum + units, 0),
  };
}

function burstAt(after: number, height: number): number {
  return after < 0 ? 0 : height * 0.65 ** after;
}

function daily(name: string, values: Float64Array): DailySeries {
  return { name, firstDay: 0, values, zone: null, notes: [] };
}

function counts(length: number, log: (t: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, t) => Math.floor(Math.exp(log(t)) + 0.5));
}

/** Noise that remembers, and bursts that fade. */
function restless(random: Random, memory: number, noise: number, every: number, height: number) {
  let wandering = 0;
  let burst = 0;
  return Float64Array.from({ length: RUN_IN + DAYS + AFTER }, () => {
    wandering = memory * wandering + noise * random.normal();
    burst *= 0.65;
    if (random.uniform() < 1 / every) burst += height * (0.6 + 0.8 * random.uniform());
    return wandering + burst;
  });
}

function drawSeason(random: Random, height: number): (t: number) => number {
  const week = Array.from({ length: 7 }, () => 0.14 * random.normal());
  const [year, turn, half, halfTurn] = [
    height * (0.7 + 0.6 * random.uniform()),
    random.uniform(),
    0.3 * height * random.uniform(),
    random.uniform(),
  ];
  return (t) =>
    (week[t % 7] as number) +
    year * Math.sin(TURN * (t / 365.25 + turn)) +
    half * Math.sin(TURN * ((2 * t) / 365.25 + halfTurn));
}
