import type { EventView } from '../../../../shared/contract/explorer.ts';
import { HORIZON } from '../../../insight/events/delays.ts';
import { eventSentence } from '../../../insight/events/eventSentence.ts';
import { eventStudy } from '../../../insight/events/eventStudy.ts';
import type { StudiedPair } from '../../../insight/finding/evidence.ts';
import { seedOfPair } from '../../../insight/finding/seedOfPair.ts';
import { writeStep } from '../../../insight/grain/stepNumber.ts';
import { createRandom } from '../../../insight/numbers/random.ts';
import { calledIn } from '../../../insight/series/alignPair.ts';
import { isRefusal } from '../../../insight/series/refusal.ts';
import type { Reason } from '../../../insight/unavailable.ts';
import { askedPair } from './askedPair.ts';
import type { ExplorerData, PairQuestion } from './explorerTasks.ts';
import { plain, plainList } from './plain.ts';

export function eventsOf(data: ExplorerData, asked: PairQuestion): EventView {
  const pair = askedPair(data, asked);
  if (isRefusal(pair)) return refused(pair.message, pair.next);
  if ((pair.grain ?? 'day') !== 'day')
    return refused(
      `How soon sales spike after a spike is told of days only: what counts as a spike, and what chance brings, is known from the rhythm of days in a week, not of ${pair.grain}s.`,
      'Look at a study of the same series by day, or at the leads of this one.',
    );
  const random = createRandom(seedOfPair(Number(data.options.seed ?? 0), pair.signalName, pair.outcomeName));
  const study = eventStudy(pair.signal, pair.outcome, { random });
  if (study.kind === 'unavailable')
    return refused(whyNone(study.why, pair), 'Choose a longer period, or look at the leads instead.');
  const { placebo, followed, half } = study;
  const steps = (onsets: readonly number[]) => onsets.map((t) => writeStep(pair.firstDay + t, pair.grain));
  return {
    signalOnsets: steps(study.signalOnsets),
    outcomeOnsets: steps(study.outcomeOnsets),
    horizon: study.horizon,
    ...{ observed: plainList(placebo.observed), placebo: plainList(placebo.placebo) },
    ...{ lower: plainList(placebo.lower), upper: plainList(placebo.upper), p: plain(placebo.p) },
    followed: { share: plain(followed.share), lower: plain(followed.lower), upper: plain(followed.upper) },
    half: half && { days: plain(half.time), lower: plain(half.lower), upper: plain(half.upper) },
    sentence: eventSentence(calledIn(pair).signal, calledIn(pair).outcome, study),
    refusal: null,
  };
}

function whyNone(why: Reason, pair: StudiedPair): string {
  const { signal, outcome } = calledIn(pair);
  return why === 'tooShort'
    ? `${signal} or ${outcome} has fewer than five spikes in this period, too few to follow.`
    : `${signal} or ${outcome} has no spikes that could be told from its season.`;
}

function refused(message: string, next: string): EventView {
  return {
    ...{ signalOnsets: [], outcomeOnsets: [], horizon: HORIZON },
    ...{ observed: [], placebo: [], lower: [], upper: [], p: null },
    ...{ followed: null, half: null, sentence: message, refusal: { message, next } },
  };
}
