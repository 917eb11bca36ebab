import type { DirectiveAction } from '../../../shared/domain/directive.ts';
import type { Study } from '../screen/study.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import { isRefusal } from '../series/refusal.ts';
import { actingIn, daysLeft } from './actions.ts';
import {
  type Directive,
  type DirectiveSettings,
  type EffectOrWhy,
  earliestLead,
  type LedPair,
  type LiveTrend,
  latestLead,
  type Spike,
} from './directive.ts';
import { effectOf } from './effect.ts';
import { type LiveNews, liveNews } from './liveNews.ts';
import { highestSince, latestFall, latestSpike } from './spikes.ts';
import {
  actingSentence,
  againstSentence,
  fallSentence,
  followsSalesSentence,
  liveSentence,
  nearSentence,
  risingSentence,
  thresholdWords,
  unsureSentence,
} from './words.ts';

export interface DirectivesAsked {
  readonly study: Study;
  readonly pairs: readonly LedPair[];
  readonly settings: DirectiveSettings;
  /** The day that counts as today. */
  readonly asOf: DayNumber;
  /** Outcomes that ran out of stock in the last days. */
  readonly ranOut: ReadonlySet<string>;
}

export interface Directives {
  /** The most urgent first, one for each outcome. */
  readonly directives: readonly Directive[];
  readonly live: readonly LiveTrend[];
}

/** Days for which what isn't sure is watched. */
const WATCHED = 14;
/** A share of the threshold that is near it, and the days that count as now. */
const NEAR = 0.7;
const NOW_DAYS = 3;
const WEEK = 7;
/** A signal whose latest day is older says nothing of now. */
const OLDEST = 7;

const NO_PROMISE: EffectOrWhy = { why: 'Nothing is promised where nothing is to be gained, or not surely.' };
/** With five platforms of a trend; more would rest on too few days each. */
const MOST_BESIDE = 4;
const WEIGHT: readonly DirectiveAction[] = ['make', 'buy', 'list', 'hold', 'watch'];

interface Seen extends DirectivesAsked {
  readonly pair: LedPair;
  readonly signal: DailySeries;
  readonly outcome: DailySeries;
  readonly news: LiveNews;
}

/** From findings and the last days to what can be done now. The same input gives the same answer. */
export function directivesOf(asked: DirectivesAsked): Directives {
  const signals = seriesByName(asked.study.signals);
  const outcomes = seriesByName(asked.study.outcomes);
  const newsOf = new Map<string, LiveNews | null>();
  const found: Directive[] = [];
  const live: LiveTrend[] = [];
  for (const pair of asked.pairs) {
    const [signal, outcome] = [signals.get(pair.signal), outcomes.get(pair.outcome)];
    if (signal === undefined || outcome === undefined || !couldSay(pair)) continue;
    const news = newsOf.get(pair.signal) ?? liveNews(asked.study, signal, asked.asOf);
    newsOf.set(pair.signal, news);
    if (news === null || news.firstDay + news.z.length - 1 < asked.asOf - OLDEST) continue;
    const seen: Seen = { ...asked, pair, signal, outcome, news };
    const trend = liveTrend(seen);
    if (trend !== null) live.push(trend);
    const directive = directiveOf(seen);
    if (directive !== null) found.push(directive);
  }
  live.sort((a, b) => a.daysLeft - b.daysLeft || b.spike.z - a.spike.z);
  return { directives: withEffects(onePerOutcome(found), asked, signals, outcomes), live };
}

function couldSay({ verdict }: LedPair): boolean {
  return verdict !== 'no evidence' && verdict !== 'refused';
}

function rises({ verdict, lead, strength }: LedPair): boolean {
  return verdict === 'confirmed' && (lead ?? 0) > 0 && (strength ?? 0) > 0;
}

/** Sales have not all followed yet. */
function liveSpike({ news, settings, asOf, pair }: Seen): Spike | null {
  const spike = latestSpike(news, settings.threshold);
  return spike !== null && asOf < spike.onset + latestLead(pair) ? spike : null;
}

function liveTrend(seen: Seen): LiveTrend | null {
  const { pair, news, asOf, settings } = seen;
  const spike = rises(pair) ? liveSpike(seen) : null;
  if (spike === null) return null;
  const left = daysLeft(pair, spike.onset, asOf, settings);
  const at = news.z.length - 1;
  const some = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value);
  return {
    ...{ pair, spike, daysLeft: left },
    latest: { day: news.firstDay + at, z: some(news.z[at]) },
    sentence: liveSentence(pair, spike, left),
    recent: Array.from(news.z, (z, day) => ({
      day: news.firstDay + day,
      value: some(news.values[day]),
      z: some(z),
    })),
  };
}

function directiveOf(seen: Seen): Directive | null {
  const { pair, news, settings, asOf } = seen;
  const { threshold } = settings;
  if (rises(pair)) return acting(seen) ?? holdForFall(seen) ?? watchNear(seen);
  const spike = latestSpike(news, threshold);
  if (spike === null) return null;
  if (pair.verdict === 'sales lead social')
    return asOf - spike.onset >= WEEK
      ? null
      : plain(seen, 'hold', spike, spike.onset + WEEK, followsSalesSentence(pair, spike));
  if (pair.verdict === 'confirmed' && (pair.lead ?? 0) > 0)
    return asOf >= spike.onset + latestLead(pair)
      ? null
      : plain(seen, 'hold', spike, spike.onset + latestLead(pair), againstSentence(pair, spike));
  const isUnsure = pair.verdict === 'unresolved lag' || (pair.lead ?? 0) > 0;
  const until = spike.onset + (pair.verdict === 'unresolved lag' ? WATCHED : latestLead(pair));
  if (!isUnsure || (pair.strength ?? 0) <= 0 || asOf >= until) return null;
  return plain(seen, 'watch', spike, until, unsureSentence(pair, spike));
}

function acting(seen: Seen): Directive | null {
  const { pair, settings, asOf, ranOut } = seen;
  const spike = liveSpike(seen);
  if (spike === null) return null;
  const out = ranOut.has(pair.outcome);
  const what = actingIn(daysLeft(pair, spike.onset, asOf, settings), asOf, settings, out);
  return what === null ? null : plain(seen, what.action, spike, what.expires, '');
}

function holdForFall(seen: Seen): Directive | null {
  const { pair, news, settings, asOf } = seen;
  const fall = latestFall(news, settings.threshold);
  const spike = latestSpike(news, settings.threshold);
  // After a spike it only comes back to what is usual.
  if (fall === null || (spike !== null && spike.onset > fall.onset - WATCHED)) return null;
  const until = fall.onset + latestLead(pair);
  if (asOf >= until) return null;
  return plain(seen, 'hold', fall, until, fallSentence(pair, fall));
}

function watchNear(seen: Seen): Directive | null {
  const { pair, news, settings, asOf } = seen;
  if (latestSpike(news, settings.threshold) !== null && liveSpike(seen) !== null) return null;
  const near = highestSince(news, asOf - NOW_DAYS + 1);
  if (near === null) return null;
  if (near.z >= NEAR * settings.threshold && near.z <= settings.threshold)
    return plain(
      seen,
      'watch',
      near,
      near.peak + earliestLead(pair),
      nearSentence(pair, near, settings.threshold),
    );
  const since = news.rises.at(-1);
  if (since === undefined || asOf - since >= WEEK) return null;
  const risen = highestSince(news, since) ?? near;
  return plain(seen, 'watch', { ...risen, onset: since }, since + WATCHED, risingSentence(pair, since));
}

function plain(
  { pair, settings }: Seen,
  action: DirectiveAction,
  spike: Spike,
  expires: DayNumber,
  sentence: string,
): Directive {
  const follows = pair.lead !== null && pair.lead > 0 && pair.verdict !== 'unresolved lag';
  return {
    ...{ action, pair, spike, expires, sentence, also: [], effect: NO_PROMISE },
    followsOn: follows ? spike.onset + (pair.lead ?? 0) : null,
    threshold: thresholdWords(settings.threshold, spike),
  };
}

/** Five platforms that carry one trend are one thing to do: the strongest says it, the others stand beside it. */
function onePerOutcome(found: readonly Directive[]): Directive[] {
  const rank = ({ action, pair }: Directive) =>
    [Math.max(0, WEIGHT.indexOf(action) - 2), -Math.abs(pair.strength ?? 0)] as const;
  const ordered = [...found].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one[0] - other[0] || one[1] - other[1] || compare(a.pair.signal, b.pair.signal);
  });
  const kept = new Map<string, Directive>();
  for (const one of ordered) {
    const before = kept.get(one.pair.outcome);
    if (before === undefined) kept.set(one.pair.outcome, one);
    else
      kept.set(one.pair.outcome, {
        ...before,
        also: [...before.also, one.pair.signalLabel ?? one.pair.signal],
      });
  }
  return [...kept.values()].sort(
    (a, b) => rank(a)[0] - rank(b)[0] || a.expires - b.expires || compare(a.pair.outcome, b.pair.outcome),
  );
}

/** Only of what is left: an effect is tried on many earlier days. */
function withEffects(
  directives: readonly Directive[],
  { study, asOf, ranOut, pairs }: DirectivesAsked,
  signals: ReadonlyMap<string, DailySeries>,
  outcomes: ReadonlyMap<string, DailySeries>,
): Directive[] {
  return directives.map((one) => {
    const { action, pair, spike, expires, followsOn } = one;
    const [signal, outcome] = [signals.get(pair.signal), outcomes.get(pair.outcome)];
    if (signal === undefined || outcome === undefined || followsOn === null) return one;
    if (action === 'hold' || action === 'watch') return one;
    const beside = leadingBeside(pair, pairs).flatMap(({ signal: name, lead }) => {
      const series = signals.get(name);
      return series === undefined || lead === null ? [] : [{ series, lead }];
    });
    const main = { series: signal, lead: pair.lead ?? 0 };
    const effect = effectOf(study, outcome, [main, ...beside], { onset: spike.onset, asOf });
    const said = { effect, ranOut: ranOut.has(pair.outcome) };
    return { ...one, effect, sentence: actingSentence({ action, expires }, pair, spike, followsOn, said) };
  });
}

/** What else is confirmed to lead the same outcome, the strongest first: it moves sales too, whether it spikes or not. */
function leadingBeside(pair: LedPair, pairs: readonly LedPair[]): LedPair[] {
  const size = ({ strength }: LedPair) => Math.abs(strength ?? 0);
  return pairs
    .filter(
      ({ signal, outcome, verdict, lead }) =>
        outcome === pair.outcome && signal !== pair.signal && verdict === 'confirmed' && (lead ?? 0) > 0,
    )
    .sort((a, b) => size(b) - size(a) || compare(a.signal, b.signal))
    .slice(0, MOST_BESIDE);
}

function seriesByName(all: Study['signals']): ReadonlyMap<string, DailySeries> {
  return new Map(all.flatMap(({ name, series }) => (isRefusal(series) ? [] : [[name, series] as const])));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
