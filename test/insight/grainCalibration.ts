import { intervalOf } from '../../main/insight/finding/confirm.ts';
import { isClaim } from '../../main/insight/finding/decide.ts';
import { type Evidence, gatherEvidence } from '../../main/insight/finding/evidence.ts';
import { createScreener } from '../../main/insight/screen/screenPairs.ts';
import { JUDGED } from '../../main/insight/screen/screenState.ts';
import { type StudySeries, sideBySide } from '../../main/insight/screen/study.ts';
import { isRefusal } from '../../main/insight/series/refusal.ts';
import type { Grain } from '../../shared/domain/grain.ts';
import type { Share } from './calibration.ts';
import { percent, type Row } from './calibrationPage.ts';
import { type GrainKind, type GrainPair, grainPair } from './grainPair.ts';

type OtherGrain = Exclude<Grain, 'day'>;

export interface GrainFound {
  readonly claimed: Share;
  /** Among claims, leads within a step of the truth, and intervals that hold it. */
  readonly withinAStep: Share;
  readonly covered: Share;
}

export interface GrainAsked {
  readonly grain: OtherGrain;
  readonly kind: GrainKind;
  readonly length: number;
  readonly pairs: number;
  readonly seed: number;
}

/** What becomes of pairs of a grain, each looked at alone; without resamples there are no intervals. */
export function grainFound({ grain, kind, length, pairs, seed }: GrainAsked, resamples = 0): GrainFound {
  let claimed = 0;
  let within = 0;
  let covered = 0;
  for (let i = 0; i < pairs; i++) {
    const made = grainPair(seed + i, grain, kind, { length });
    const evidence = evidenceOf(made);
    if (!isClaim(evidence.p, evidence.p)) continue;
    claimed++;
    const truth = made.lead ?? Number.NaN;
    if (Math.abs(evidence.strongest.lead - truth) <= 1) within++;
    const interval = resamples > 0 ? intervalOf(evidence, seed, resamples) : null;
    if (interval !== null && interval.lower <= truth && truth <= interval.upper) covered++;
  }
  const among = (count: number): Share => ({ count, of: claimed });
  return { claimed: { count: claimed, of: pairs }, withinAStep: among(within), covered: among(covered) };
}

/** The share of unrelated pairs that are called related: a screen says of each the same as it says alone, and is quicker. */
export function nullClaims({ grain, kind, length, pairs, seed }: GrainAsked): Share {
  const made = Array.from({ length: pairs }, (_, i) => grainPair(seed + i, grain, kind, { length }).pair);
  const sideOf = (name: 'signalName' | 'outcomeName', values: 'signal' | 'outcome') =>
    made.map((pair): StudySeries => {
      const series = { name: pair[name], firstDay: 0, values: pair[values], zone: null, notes: [], grain };
      return { name: pair[name], series };
    });
  const study = sideBySide(sideOf('signalName', 'signal'), sideOf('outcomeName', 'outcome'));
  const { p, status } = createScreener(study, {})(Uint32Array.from(made.keys()));
  if (status.some((one) => one !== JUDGED)) throw new Error('a pair was refused');
  return { count: p.filter((value) => isClaim(value, value)).length, of: pairs };
}

/** With how many unrelated pairs of a kind and how many planted ones: resampling long series is most of the work. */
const LENGTHS: readonly (readonly [OtherGrain, number, string, unrelated: number, planted: number])[] = [
  ['week', 104, '104 weeks', 600, 100],
  ['week', 156, '156 weeks', 600, 100],
  ['week', 260, '260 weeks', 600, 100],
  ['hour', 28 * 24, '28 days of hours', 600, 100],
  ['hour', 60 * 24, '60 days of hours', 600, 60],
  ['hour', 92 * 24, '92 days of hours', 300, 30],
  ['hour', 200 * 24, '200 days of hours', 300, 10],
];

const RESAMPLES = 200;

const NULL_KINDS: Readonly<Record<OtherGrain, readonly GrainKind[]>> = {
  week: ['null_shared_season', 'null_trend'],
  hour: ['null_shared_season', 'null_trend', 'null_nights'],
};

/** All gates of a grain, or of one of its lengths, at seeds that nothing was tuned on. */
export function grainRows(only: OtherGrain, say: (text: string) => void, steps?: number): Row[] {
  return LENGTHS.flatMap(([grain, length, named, unrelated, pairs], place) => {
    if (only !== grain || (steps ?? length) !== length) return [];
    const seed = 48_000_000 + place * 10_000;
    const row = (what: string, seeds: string, share: Share, gate: Row['gate']): Row => {
      const shown = percent(share.count / share.of);
      say(`${what}: ${shown}`);
      return { what, seeds, share, shown, gate };
    };
    const nulls = NULL_KINDS[grain].map((kind, at) => {
      const first = seed + 1000 * at;
      const claimed = nullClaims({ grain, kind, length, pairs: unrelated, seed: first });
      const gate = { text: '≤ 7.0 %', met: claimed.count / claimed.of <= 0.07 };
      const what = `False claims, ${kind.replace('null_', '').replace('_', ' ')}, ${named}`;
      return row(what, `${first}–${first + unrelated - 1}`, claimed, gate);
    });
    const planted = (['planted', 'reverse'] as const).flatMap((kind, at) => {
      const first = seed + 1000 * (at + 3);
      const found = grainFound({ grain, kind, length, pairs, seed: first }, RESAMPLES);
      const seeds = `${first}–${first + pairs - 1}`;
      const atLeast = (share: Share, least: number) => ({
        text: `≥ ${percent(least)}`,
        met: share.count / share.of >= least,
      });
      const name = kind === 'planted' ? 'planted' : 'sales first';
      const { claimed, withinAStep, covered } = found;
      return [
        row(`Claimed, ${name}, ${named}`, seeds, claimed, null),
        row(
          `Lead within ${grain === 'week' ? 'a week' : 'an hour'}, ${name}, ${named}`,
          seeds,
          withinAStep,
          atLeast(withinAStep, 0.95),
        ),
        row(`Interval holds the lead, ${name}, ${named}`, seeds, covered, atLeast(covered, 0.93)),
      ];
    });
    return [...nulls, ...planted];
  });
}

function evidenceOf({ pair }: GrainPair): Evidence {
  const evidence = gatherEvidence(pair);
  if (isRefusal(evidence)) throw new Error(evidence.message);
  return evidence;
}
