import { falseClaims, falseShare, NULL_KINDS, plantedFound, type Share, screened } from './calibration.ts';
import { percent, type Row } from './calibrationPage.ts';
import type { PairKind, PairOptions } from './syntheticPair.ts';

interface Plant {
  readonly name: string;
  readonly kind: PairKind;
  readonly seed: number;
  readonly pairs: number;
  readonly options: PairOptions;
  /** Whether what it measures are the gates, or said for knowledge. */
  readonly power?: number;
  readonly judged: boolean;
}

const PLANTS: readonly Plant[] = [
  {
    name: 'elasticity 0.10',
    kind: 'planted',
    seed: 43_000_000,
    pairs: 200,
    options: { effect: 0.1 },
    judged: false,
  },
  {
    name: 'elasticity 0.15',
    kind: 'planted',
    seed: 43_010_000,
    pairs: 300,
    options: { effect: 0.15 },
    power: 0.9,
    judged: true,
  },
  {
    name: 'elasticity 0.30',
    kind: 'planted',
    seed: 43_020_000,
    pairs: 200,
    options: { effect: 0.3 },
    judged: true,
  },
  {
    name: 'elasticity 0.25 to 0.8',
    kind: 'planted',
    seed: 43_030_000,
    pairs: 200,
    options: {},
    judged: true,
  },
  {
    name: 'spread over three days',
    kind: 'planted_distributed',
    seed: 43_040_000,
    pairs: 200,
    options: {},
    judged: true,
  },
  { name: 'sales first', kind: 'reverse', seed: 43_050_000, pairs: 200, options: {}, judged: true },
  { name: '200 days', kind: 'planted', seed: 43_060_000, pairs: 200, options: { days: 200 }, judged: true },
];

const NULLS = 600;
const SCREENS = 10;
const PAIRS = 1000;

/** All gates of days, at seeds that nothing was tuned on. */
export function dayRows(say: (text: string) => void): Row[] {
  const rows: Row[] = [];

  function add(
    what: string,
    seeds: string,
    share: Share,
    gate?: { atMost?: number; atLeast?: number },
  ): void {
    const value = share.count / share.of;
    const met = value <= (gate?.atMost ?? 1) && value >= (gate?.atLeast ?? 0);
    const text =
      gate?.atMost === undefined ? `≥ ${percent(gate?.atLeast ?? 0)}` : `≤ ${percent(gate.atMost)}`;
    rows.push({ what, seeds, share, shown: percent(value), gate: gate === undefined ? null : { text, met } });
    say(`${what}: ${percent(value)} (${share.count} of ${share.of})`);
  }

  NULL_KINDS.forEach((kind, i) => {
    const seed = 41_000_000 + i * 10_000;
    const named = kind.replace('null_', '').replaceAll('_', ' ');
    add(`False claims, ${named}`, seedsFrom(seed, NULLS), falseClaims(kind, NULLS, seed), { atMost: 0.07 });
  });

  const screens = Array.from({ length: SCREENS }, (_, i) => screened(PAIRS, 42_000_000 + i * PAIRS));
  const meanFalse = screens.reduce((total, screen) => total + falseShare(screen), 0) / SCREENS;
  const screenSeeds = seedsFrom(42_000_000, SCREENS * PAIRS);
  rows.push({
    what: `False among claims, mean over ${SCREENS} screens of ${PAIRS} pairs`,
    seeds: screenSeeds,
    share: null,
    shown: `${percent(meanFalse)} (${screens.map((screen) => percent(falseShare(screen))).join(', ')})`,
    gate: { text: '≤ 10.0 %', met: meanFalse <= 0.1 },
  });
  say(`false among claims: ${percent(meanFalse)}`);
  const total = (count: (screen: (typeof screens)[number]) => number) =>
    screens.reduce((sum, screen) => sum + count(screen), 0);
  add('Real ones found in them', screenSeeds, { count: total((s) => s.realFound), of: total((s) => s.real) });

  for (const { name, kind, seed, pairs, options, power, judged } of PLANTS) {
    const found = plantedFound(kind, pairs, seed, options);
    const seeds = seedsFrom(seed, pairs);
    add(`Claimed, ${name}`, seeds, found.claimed, power === undefined ? undefined : { atLeast: power });
    add(`Lead within a day, ${name}`, seeds, found.withinADay, judged ? { atLeast: 0.95 } : undefined);
    add(`Interval holds the lead, ${name}`, seeds, found.covered, { atLeast: 0.93 });
    add(`Lag unresolved, ${name}`, seeds, found.unresolved);
  }
  return rows;
}

export function seedsFrom(seed: number, count: number): string {
  return `${seed}–${seed + count - 1}`;
}
