import type { Scenario } from '../../../../shared/contract/forecast.ts';
import { dayWords } from '../../../../shared/domain/dayWords.ts';
import type { MadeOutlook, OutlookInput } from '../../../insight/outlook/madeOutlook.ts';
import { playScenario } from '../../../insight/outlook/scenario.ts';
import { amount, asCells, calledIn, counted, dayAt, dayWordsAt, listed } from './words.ts';

/** Null where no signal is used: there is nothing to play with. */
export function tellScenario(input: OutlookInput, outlook: MadeOutlook, percent: number): Scenario | null {
  const { scenario, signals, chosen } = outlook;
  if (scenario === null) return null;
  const played = playScenario(scenario, percent / 100);
  const changesFrom =
    played.changesFrom === null ? null : dayAt(input.firstDay, input.values.length + played.changesFrom - 1);
  const outcome = calledIn(input, input.outcome);
  const names = listed(signals.map(({ name }) => calledIn(input, name)));
  const lead = Math.min(...signals.map(({ lead }) => lead));
  const sentence =
    changesFrom === null
      ? `Nothing changes: what ${names} ${signals.length === 1 ? 'does' : 'do'} from now on reaches ${outcome} after ${counted(lead, 'day')}, and this forecast looks ${counted(input.horizon, 'day')} ahead. Look further ahead.`
      : `If ${names} ${signals.length === 1 ? 'goes' : 'go'} on at ${percent} % of the recent level, ${differenceWords(played.difference, outcome)} until ${dayWordsAt(input.firstDay, input.values.length + input.horizon - 1)}. The ${counted(lead, 'day')} before ${dayWords(changesFrom)} don't change: they follow what has been seen already.`;
  const caution =
    chosen === 'led' ? '' : ' The tests found no help in the signals, so take this for a rough guide.';
  return {
    percent,
    sentence: `${sentence}${caution}`,
    changesFrom,
    usual: asCells(played.usual),
    path: asCells(played.path),
    difference: played.difference,
  };
}

function differenceWords(difference: number, outcome: string): string {
  if (Math.abs(difference) < 0.5) return `as many of ${outcome} are expected as at the usual level`;
  return `about ${amount(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} of ${outcome} are expected`;
}
