import { HOLIDAYS, PROMOTIONS } from '../../main/app/demo/socialToSales/calendar.ts';
import { createShop } from '../../main/app/demo/socialToSales/shop.ts';
import { type Platform, signalOf, TRENDS } from '../../main/app/demo/socialToSales/trends.ts';
import { TRAPS } from '../../main/app/demo/socialToSales/truth.ts';
import { isClaim } from '../../main/insight/finding/decide.ts';
import { createScreener } from '../../main/insight/screen/screenPairs.ts';
import type { Study, StudySeries } from '../../main/insight/screen/study.ts';
import type { DailySeries } from '../../main/insight/series/dailySeries.ts';
import { readDay } from '../../main/insight/series/dayNumber.ts';
import type { Share } from './calibration.ts';
import { percent, type Row } from './calibrationPage.ts';

const DAYS = 730;
const FIRST = readDay('2024-01-01')?.day ?? 0;

export interface TrapsFound {
  readonly claimed: Share;
  readonly asLeads: Share;
  /** Of trends, with all their platforms, those with a claim. */
  readonly trends: Share;
}

/**
 * The demo's traps: signals and products that share week, year, promotions and holidays, and nothing else. Moved on, each signal meets the
 * product of another trap, so that no season is shared.
 */
export function trapsFound(seeds: readonly number[], movedOn = 0): TrapsFound {
  let [pairs, claimed, asLeads, trends, withClaim] = [0, 0, 0, 0, 0];
  for (const seed of seeds) {
    const { study, trendOf } = trapStudy(seed, movedOn);
    const found = createScreener(study, {})(Uint32Array.from(trendOf.keys()));
    const hit = new Set<string>();
    for (const [pair, trend] of trendOf.entries()) {
      const p = found.p[pair] as number;
      if (!isClaim(p, p)) continue;
      claimed++;
      hit.add(trend);
      if ((found.lead[pair] as number) > 0) asLeads++;
    }
    pairs += trendOf.length;
    trends += new Set(trendOf).size;
    withClaim += hit.size;
  }
  return {
    claimed: { count: claimed, of: pairs },
    asLeads: { count: asLeads, of: pairs },
    trends: { count: withClaim, of: trends },
  };
}

function trapStudy(
  seed: number,
  movedOn: number,
): { readonly study: Study; readonly trendOf: readonly string[] } {
  const shop = createShop(seed, DAYS);
  const signals: StudySeries[] = [];
  const outcomes: StudySeries[] = [];
  const trendOf: string[] = [];
  const add = (to: StudySeries[], name: string, values: Float64Array) =>
    to.push({ name, series: daily(name, values) });
  for (const [at, { trend: name }] of TRAPS.entries()) {
    const { product } = TRAPS[(at + movedOn) % TRAPS.length] ?? { product: '' };
    const trend = TRENDS.find((one) => one.trend === name);
    for (const platform of (trend?.platforms ?? []) as readonly Platform[]) {
      if (trend === undefined) continue;
      add(signals, signalOf(platform, name), shop.signal(trend, platform));
      add(outcomes, product, shop.units(product));
      trendOf.push(name);
    }
  }
  const pairs = Uint32Array.from({ length: 2 * signals.length }, (_, i) => i >> 1);
  return { study: { signals, outcomes, causes: [promotions(), holidays()], pairs }, trendOf };
}

function promotions(): DailySeries {
  const on = PROMOTIONS.map(
    ({ first, last }) => [readDay(first)?.day ?? 0, readDay(last)?.day ?? -1] as const,
  );
  return cause('promotions', (day) => on.some(([first, last]) => first <= day && day <= last));
}

function holidays(): DailySeries {
  const days = new Set(HOLIDAYS.map(({ day }) => readDay(day)?.day));
  return cause('holidays', (day) => days.has(day));
}

function cause(name: string, isOn: (day: number) => boolean): DailySeries {
  return daily(
    name,
    Float64Array.from({ length: DAYS }, (_, t) => (isOn(FIRST + t) ? 1 : 0)),
  );
}

function daily(name: string, values: Float64Array): DailySeries {
  return { name, firstDay: FIRST, values, zone: null, notes: [] };
}

const SEEDS = 180;

export function trapRows(say: (text: string) => void): Row[] {
  const first = 101;
  const seeds = Array.from({ length: SEEDS }, (_, i) => first + i);
  const [traps, moved] = [trapsFound(seeds), trapsFound(seeds, 1)];
  const rowOf = (what: string, share: Share, gated: boolean): Row => {
    const value = share.count / share.of;
    say(`${what}: ${percent(value)}`);
    const gate = gated ? { text: '≤ 7.0 %', met: value <= 0.07 } : null;
    return { what, seeds: `${first}–${first + SEEDS - 1}`, share, shown: percent(value), gate };
  };
  return [
    rowOf('Traps claimed', traps.claimed, true),
    rowOf('Traps claimed, as leads', traps.asLeads, false),
    rowOf('Trends of which a platform was claimed', traps.trends, false),
    rowOf('The same signals with the product of another trap, claimed', moved.claimed, true),
  ];
}
