import { dayWords } from '../../../shared/domain/dayWords.ts';
import { type DayNumber, writeDay } from '../series/dayNumber.ts';
import type { Acting } from './actions.ts';
import type { EffectOrWhy, LedPair, Spike } from './directive.ts';

const NO_CAUSE = 'That it comes first doesn’t make it the cause.';

/** A chance with a deadline. */
export function actingSentence(
  { action, expires }: Acting,
  pair: LedPair,
  spike: Spike,
  followsOn: number,
  { effect, ranOut }: { readonly effect: EffectOrWhy; readonly ranOut: boolean },
): string {
  const by = dayOf(expires);
  const does = {
    make: `Make more ${pair.called} by ${by}`,
    buy: ranOut
      ? `Restock ${pair.called}, which ran out lately, by ${by}`
      : `Buy more ${pair.called} by ${by}`,
    list: `Put ${pair.called} forward by ${by}; it is too late to make or buy more`,
    hold: `Hold ${pair.called}`,
    watch: `Watch ${pair.called}`,
  }[action];
  return `${does}. ${spiked(pair, spike)}, and sales follow it after ${days(pair.lead ?? 0)}: from ${dayOf(followsOn)} on. ${effectWords(effect)} ${NO_CAUSE}`;
}

function effectWords(effect: EffectOrWhy): string {
  if ('why' in effect) return `How many more can’t be said: ${lowered(effect.why)}`;
  const { units, lower, upper, from, to, beside } = effect;
  const span = from === to ? `on ${dayOf(from)}` : `from ${dayOf(from)} to ${dayOf(to)}`;
  return `About ${whole(units)} more than usual are to be expected ${span} (${whole(Math.floor(lower))} to ${whole(Math.ceil(upper))}, which holds eight times in ten).${besideWords(beside.length)}`;
}

function besideWords(count: number): string {
  if (count === 0) return ' It rests on this one signal alone.';
  const others =
    count === 1 ? 'the other signal that leads it is' : `the ${count} other signals that lead it are`;
  return ` In that, ${others} reckoned with, and no rise is counted twice.`;
}

export function tooLateSentence(pair: LedPair, spike: Spike): string {
  return `${spiked(pair, spike)}, and ${pair.called} follows it after ${days(pair.lead ?? 0)}: too soon for anything still to be done about it.`;
}

export function liveSentence(pair: LedPair, spike: Spike, left: number): string {
  if (left < 0) return tooLateSentence(pair, spike);
  const time = left === 0 ? 'today is the last day to act' : `${days(left)} are left to act`;
  return `${spiked(pair, spike)}; sales of ${pair.called} follow it after ${days(pair.lead ?? 0)}: ${left === 1 ? '1 day is left to act' : time}.`;
}

export function unsureSentence(pair: LedPair, spike: Spike): string {
  const why =
    pair.verdict === 'unresolved lag'
      ? 'the two are related, but by how many days isn’t clear'
      : 'not every check agrees that sales follow it';
  return `Watch ${pair.called}: ${spiked(pair, spike)}, but ${why}. Nothing is to be bought for it yet.`;
}

export function nearSentence(pair: LedPair, near: Spike, threshold: number): string {
  return `Watch ${pair.called}: ${calls(pair)} comes near a spike (${near.z.toFixed(1)} of ${threshold} standard deviations on ${dayOf(near.peak)}). If it becomes one, sales follow after ${days(pair.lead ?? 0)}.`;
}

export function risingSentence(pair: LedPair, since: number): string {
  return `Watch ${pair.called}: ${calls(pair)} rises slowly, which showed on ${dayOf(since)}, though no single day is out of the ordinary. Sales follow it after ${days(pair.lead ?? 0)}.`;
}

export function fallSentence(pair: LedPair, fall: Spike): string {
  return `Hold ${pair.called}: ${calls(pair)} fell on ${dayOf(fall.onset)} (${Math.abs(fall.z).toFixed(1)} standard deviations below what was to be expected), and sales follow it after ${days(pair.lead ?? 0)}. Don’t order more for now.`;
}

export function followsSalesSentence(pair: LedPair, spike: Spike): string {
  return `Hold ${pair.called}: ${spiked(pair, spike)}, but sales come first here and the signal follows them ${days(Math.abs(pair.lead ?? 0))} later: there is nothing to gain from it.`;
}

export function againstSentence(pair: LedPair, spike: Spike): string {
  return `Hold ${pair.called}: ${spiked(pair, spike)}, and sales tended to fall ${days(pair.lead ?? 0)} after such a day. Don’t order more for it.`;
}

export function thresholdWords(threshold: number, spike: Spike): string {
  const over = Math.abs(spike.z) > threshold;
  return `A day is a spike from ${threshold} standard deviations on beyond what season and its own past foresee, judged by the days before alone. ${dayOf(spike.peak)} was at ${spike.z.toFixed(1)}: ${over ? 'over it' : 'not over it'}.`;
}

function spiked(pair: LedPair, { onset, z, value, expected }: Spike): string {
  const counts =
    value === null || expected === null
      ? ''
      : `, ${whole(value)} where ${whole(expected)} were to be expected`;
  return `${calls(pair)} spiked on ${dayOf(onset)} (${z.toFixed(1)} standard deviations${counts})`;
}

function lowered(text: string): string {
  return /^[A-Z][a-z]* /.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The signal as people call it. */
function calls({ signal, signalLabel }: LedPair): string {
  return signalLabel ?? signal;
}

function dayOf(day: DayNumber): string {
  return dayWords(writeDay(day));
}
