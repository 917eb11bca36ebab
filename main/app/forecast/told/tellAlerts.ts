import type { SpikeAlerts } from '../../../../shared/contract/forecast.ts';
import type { MadeOutlook, OutlookInput } from '../../../insight/outlook/madeOutlook.ts';
import { alertsAt, type SpikeWatch, type WatchedAlerts } from '../../../insight/outlook/spikeScores.ts';
import { cell, counted, dayAt, dayWordsAt, percent } from './words.ts';

/** Null where no signal is used: there is nothing to be alerted by. */
export function tellAlerts(
  input: OutlookInput,
  { watch }: MadeOutlook,
  perMonth: number,
): SpikeAlerts | null {
  if (watch === null) return null;
  const found = alertsAt(watch, perMonth);
  const { precision, recall, chance, judged, hits, leadQuartiles } = found.score;
  const day = (position: number) => dayAt(input.firstDay, position);
  return {
    perMonth,
    sentence: alertSentence(found, watch, (position) => dayWordsAt(input.firstDay, position)),
    firstDay: day(watch.judgedFrom),
    lastDay: day(input.values.length - 1),
    alerts: found.alerts.map(day),
    spikes: found.onsets.map(day),
    precision: cell(precision),
    recall: cell(recall),
    chance: cell(chance),
    judged,
    hits,
    warning: hits === 0 ? null : [...leadQuartiles],
    live: found.live === null ? null : day(found.live),
  };
}

function alertSentence(
  { score, live, alerts }: WatchedAlerts,
  watch: SpikeWatch,
  day: (at: number) => string,
): string {
  const { precision, recall, chance, judged, hits, onsets, leadQuartiles } = score;
  const now =
    live === null
      ? ''
      : ` The alert of ${day(live)} is still open: a spike would begin by ${day(live + watch.mostLead)}.`;
  if (alerts.length === 0)
    return 'At this budget no day of the second half would have been unusual enough for an alert.';
  if (judged === 0) return `No alert is old enough to be judged.${now}`;
  const answered = `Of ${counted(judged, 'alert')} in the second half of the days, ${hits} ${hits === 1 ? 'was' : 'were'} followed by a spike (${percent(precision)}; alerts on random days: ${percent(chance)})`;
  const announced =
    onsets === 0
      ? 'there was no spike to announce'
      : `${hits} of ${counted(onsets, 'spike')} ${onsets === 1 ? 'was' : 'were'} announced (${percent(recall)})`;
  const ahead = hits === 0 ? '' : `, mostly ${Math.round(leadQuartiles[1])} days ahead`;
  const worth = precision > chance ? '' : ' That is no better than chance: don’t act on these alerts alone.';
  return `${answered}; ${announced}${ahead}.${worth}${now}`;
}
