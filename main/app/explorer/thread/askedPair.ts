import { cutPair } from '../../../insight/exploring/cutPair.ts';
import { stepsOfDay } from '../../../insight/exploring/stepsOfDay.ts';
import type { StudiedPair } from '../../../insight/finding/evidence.ts';
import { studiedPair } from '../../../insight/screen/studiedPair.ts';
import type { Study, StudySeries } from '../../../insight/screen/study.ts';
import { readDay } from '../../../insight/series/dayNumber.ts';
import { isRefusal, type Refusal } from '../../../insight/series/refusal.ts';
import type { ExplorerData, PairQuestion } from './explorerTasks.ts';

/** A study of this pair alone: any signal may be looked at beside any outcome, whether or not the study compares them. */
export function pairAlone({ study }: ExplorerData, { signal, outcome }: PairQuestion): Study {
  const one = study.signals[signal] as StudySeries;
  const other = study.outcomes[outcome] as StudySeries;
  return { signals: [one], outcomes: [other], causes: study.causes, pairs: null };
}

/** The pair on the days asked for. */
export function askedPair(data: ExplorerData, asked: PairQuestion): StudiedPair | Refusal {
  const whole = studiedPair(pairAlone(data, asked), 0);
  if (isRefusal(whole)) return whole;
  const [from, to] = [dayOf(asked.from), dayOf(asked.to)];
  return cutPair(
    whole,
    from === undefined ? undefined : stepsOfDay(from, whole.grain).first,
    to === undefined ? undefined : stepsOfDay(to, whole.grain).last,
  );
}

function dayOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : readDay(text)?.day;
}
