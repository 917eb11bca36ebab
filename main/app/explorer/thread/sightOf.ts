import type { LeadPicture } from '../../../../shared/contract/explorer.ts';
import { isAsTheStudy, type PairToggles } from '../../../../shared/domain/pairToggles.ts';
import { evidenceUnder } from '../../../insight/exploring/evidenceUnder.ts';
import {
  correctedPicture,
  type LeadPicture as Picture,
  rawPicture,
} from '../../../insight/exploring/leadPicture.ts';
import { rollingWindows } from '../../../insight/exploring/rollingWindows.ts';
import { whyDifferent } from '../../../insight/exploring/whyDifferent.ts';
import type { Evidence, StudiedPair } from '../../../insight/finding/evidence.ts';
import { findingOf } from '../../../insight/finding/finding.ts';
import { writeStep } from '../../../insight/grain/stepNumber.ts';
import { calledOf, type Study } from '../../../insight/screen/study.ts';
import { isRefusal, type Refusal } from '../../../insight/series/refusal.ts';
import { askedPair, pairAlone } from './askedPair.ts';
import { causeSpans, outcomeGaps } from './causeSpans.ts';
import type { ExplorerData, ExplorerTasks, PairSight } from './explorerTasks.ts';
import { plain, plainList } from './plain.ts';

const NAMELESS = { name: '' };
const NOTHING = {
  prepared: { signal: [], outcome: [] },
  ...{ corrected: null, raw: null, difference: '', rolling: [], detectable: null },
} as const;

/** One pair under some settings: everything but what was found of it. */
export function sightOf(data: ExplorerData, task: ExplorerTasks['pair']['task']): PairSight {
  const pair = askedPair(data, task);
  const { signals, outcomes } = pairAlone(data, task);
  const [signal, outcome] = [signals[0] ?? NAMELESS, outcomes[0] ?? NAMELESS];
  const names = {
    ...{ signal: signal.name, outcome: outcome.name },
    ...{ signalLabel: calledOf(signal), outcomeLabel: calledOf(outcome) },
  };
  if (isRefusal(pair))
    return {
      ...{ ...names, grain: grainOf(data.study), steps: [], values: { signal: [], outcome: [] } },
      ...{ ...NOTHING, prepared: { signal: [], outcome: [] }, rolling: [] },
      ...{ sentence: pair.message, annotations: [], refusal: words(pair) },
    };
  const seen = {
    ...names,
    grain: pair.grain ?? 'day',
    steps: Array.from(pair.signal, (_, t) => writeStep(pair.firstDay + t, pair.grain)),
    values: { signal: plainList(pair.signal), outcome: plainList(pair.outcome) },
    annotations: [...causeSpans(data.study.causes, pair), ...outcomeGaps(pair)],
  };
  const evidence = evidenceUnder(pair, task.toggles, data.options);
  if (isRefusal(evidence))
    return {
      ...seen,
      ...{ ...NOTHING, prepared: { signal: [], outcome: [] }, rolling: [] },
      ...{ sentence: evidence.message, refusal: words(evidence) },
    };
  return { ...seen, ...judgedSight(evidence, pair, task.toggles, data), refusal: null };
}

function judgedSight(evidence: Evidence, pair: StudiedPair, toggles: PairToggles, data: ExplorerData) {
  const { leads, p } = evidence;
  const raw = rawPicture(pair, evidence.maxLead);
  const corrected = correctedPicture(evidence);
  const whole = (scores: Float64Array) => [
    ...Array.from({ length: leads.warmup }, () => null),
    ...plainList(scores),
  ];
  const step = (at: number) => writeStep(pair.firstDay + at, pair.grain);
  return {
    prepared: { signal: whole(leads.signal), outcome: whole(leads.outcome) },
    corrected: told(corrected),
    raw: told(raw),
    difference: whyDifferent(evidence, raw, corrected, toggles),
    sentence: findingOf(evidence, { q: p, tests: 1 }, null, data.options).sentence,
    rolling: rollingWindows(evidence).map(({ from, to, peak, agrees }) => ({
      ...{ from: step(from), to: step(to - 1), agrees },
      ...{ lead: peak?.lead ?? null, r: plain(peak?.value) },
    })),
    detectable: detectableOf(evidence, toggles),
  };
}

/** An elasticity is told of logarithms only. */
export function detectableOf({ detectable }: Evidence, { log }: PairToggles) {
  return { correlation: detectable.correlation, elasticity: log ? plain(detectable.elasticity) : null };
}

function told({ maxLead, r, n, p, pointwise, allLeads, best }: Picture): LeadPicture {
  return {
    maxLead,
    ...{ r: plainList(r), n: Array.from(n), p: plainList(p) },
    ...{ pointwise: plain(pointwise), allLeads: plain(allLeads) },
    best: best === null ? null : { ...best, p: plain(best.p) },
  };
}

export function words({ message, next }: Refusal) {
  return { message, next };
}

function grainOf({ signals, outcomes }: Study) {
  for (const { series } of [...signals, ...outcomes]) if (!isRefusal(series)) return series.grain ?? 'day';
  return 'day' as const;
}

/** Whether nothing but what the study itself asked is asked. */
export function isStudysQuestion(asked: {
  from?: string | undefined;
  to?: string | undefined;
  toggles: PairToggles;
}): boolean {
  return asked.from === undefined && asked.to === undefined && isAsTheStudy(asked.toggles);
}
