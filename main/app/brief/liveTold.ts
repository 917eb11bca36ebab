import type { LiveTrend, PairTold } from '../../../shared/contract/brief.ts';
import type { BriefFile } from '../../../shared/domain/briefFile.ts';
import type { LiveTrend as FoundTrend } from '../../insight/directives/directive.ts';
import { writeDay } from '../../insight/series/dayNumber.ts';
import type { DirectiveRecord } from './directiveRecord.ts';
import { leadTold } from './toldDirective.ts';

/** Days by which platforms differ over when one trend began. */
const SAME_SPIKE = 7;

/** As it is kept and shown, with the directive that says what to do about it: that of its outcome, whichever signal said it. */
export function liveTold(
  { pair, spike, latest, daysLeft, sentence, recent }: FoundTrend,
  about: PairTold | undefined,
  { spike_threshold: threshold }: Pick<BriefFile, 'spike_threshold'>,
  records: readonly DirectiveRecord[],
): LiveTrend {
  const what = records.find(
    ({ told, superseded }) =>
      told.about.outcome === pair.outcome &&
      superseded === null &&
      told.onset >= writeDay(spike.onset - SAME_SPIKE),
  );
  const { signal, outcome } = pair;
  const nameless = { platform: null, category: null, trend: null, product: null };
  const unlabelled = { signalLabel: signal, outcomeLabel: outcome, trendLabel: null, productLabel: null };
  return {
    about: about ?? { signal, outcome, ...unlabelled, ...nameless },
    onset: writeDay(spike.onset),
    peak: { day: writeDay(spike.peak), z: spike.z },
    now: { day: writeDay(latest.day), z: latest.z },
    threshold,
    lead: leadTold(pair) ?? { days: 0, from: null, to: null },
    ...{ daysLeft, sentence },
    directive: what?.id ?? null,
    recent: recent.map(({ day, value, z }) => ({ day: writeDay(day), value, z })),
  };
}
