import type {
  CostOfBeingWrong,
  Directive,
  DirectiveEvidence,
  ExpectedEffect,
  LiveTrend,
  PairTold,
} from '../../../../shared/contract/brief.ts';
import { onPlatform } from '../../../../shared/domain/platformName.ts';
import type { Formats } from '../../../app/createFormats.ts';

type Estimate = NonNullable<ExpectedEffect['units']>;

export function daysWords(days: number, { number }: Formats): string {
  return `${number(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

/** "9 days later, 7 to 11 by its 95% interval". */
export function leadWords(lead: LiveTrend['lead'], formats: Formats): string {
  const told =
    lead.days === 0
      ? 'on the same day'
      : `${daysWords(Math.abs(lead.days), formats)} ${lead.days > 0 ? 'later' : 'earlier'}`;
  if (lead.from === null || lead.to === null) return told;
  return `${told}, ${formats.number(lead.from)} to ${formats.number(lead.to)} by its 95% interval`;
}

/** What is known of a pair, without repeating what its names say already. */
export function pairWords(pair: PairTold): { leads: string; follows: string } {
  const { signalLabel, outcomeLabel, platform, trendLabel, productLabel } = pair;
  const on = platform === null ? '' : ` ${onPlatform(platform)}`;
  return {
    leads: trendLabel === null ? signalLabel : `${trendLabel}${on}`,
    follows: productLabel ?? outcomeLabel,
  };
}

/** What is to be done, and the reasons after it: the first sentence says what, the others why. */
export function headline(sentence: string): { readonly head: string; readonly rest: string } {
  const cut = sentence.search(/[.!?](\s|$)/) + 1;
  if (cut === 0) return { head: sentence, rest: '' };
  return { head: sentence.slice(0, cut), rest: sentence.slice(cut).trim() };
}

/** How long one can still act. The day the brief is about needn't be today. */
export function timeWords(
  { daysLeft, expires }: Pick<Directive, 'daysLeft' | 'expires'>,
  formats: Formats,
): string {
  if (expires === null || daysLeft === null) return 'No deadline';
  const day = formats.day(expires);
  if (daysLeft < 0) return `Over since ${day}`;
  return daysLeft === 0 ? `Last day: ${day}` : `${daysWords(daysLeft, formats)} left, until ${day}`;
}

/** What is expected, and how far to trust it; `told` alone where there is no number. */
export function effectWords(
  effect: ExpectedEffect,
  formats: Formats,
): { readonly told: string; readonly trust: string | null } {
  const { units, money, days, coverage, why } = effect;
  const parts = [
    units === null ? null : spread(units, (value) => signed(Math.round(value), formats), ' units'),
    money === null
      ? null
      : spread(money, (value) => signedMoney(value, effect.currency ?? formats.currency, formats), ''),
  ].filter((part) => part !== null);
  if (parts.length === 0) return { told: why ?? 'It could not be estimated.', trust: null };
  const when = days === null ? '' : `, ${spanWords(days, formats)}`;
  const held =
    coverage === null
      ? 'Whether such intervals hold could not be tried on earlier days.'
      : `Of ${formats.number(coverage.tried)} such intervals made on earlier days, ${formats.percent(coverage.share, { maximumFractionDigits: 0 })} held what came.`;
  return { told: `${parts.join('; ')}${when}`, trust: [held, why].filter(Boolean).join(' ') };
}

/** What either mistake costs, one sentence each; else why that isn't known. */
export function costWords(cost: CostOfBeingWrong, formats: Formats): readonly string[] {
  const { tooManyMinor, missedMinor, why } = cost;
  const money = (minor: number) => formats.money(Math.round(minor), cost.currency ?? formats.currency);
  const told = [
    tooManyMinor === null
      ? null
      : `${money(tooManyMinor)}, if you prepare for the upper end and only the lower one comes.`,
    missedMinor === null ? null : `${money(missedMinor)}, if you do nothing and it comes as expected.`,
    why,
  ].filter((sentence) => sentence !== null);
  return told.length > 0 ? told : ['It could not be reckoned.'];
}

export function spikeWords({ spike }: Pick<DirectiveEvidence, 'spike'>, formats: Formats): string {
  const { z, threshold, value, expected } = spike;
  const one = (figure: number) => formats.number(figure, { maximumFractionDigits: 1 });
  const side = z < 0 ? 'below' : 'above';
  const level =
    value === null || expected === null
      ? ''
      : ` The signal stood at ${shortly(value, formats)}, where season and its own past foresaw ${shortly(expected, formats)}.`;
  return `${one(Math.abs(z))} standard deviations ${side} what is usual on ${formats.day(spike.day)}; ${one(threshold)} make a spike.${level}`;
}

/** r, q and the lead in one line; only what is known. */
export function figuresWords({ lead, r, q }: DirectiveEvidence, formats: Formats): string {
  const three = (value: number) => formats.number(value, { maximumFractionDigits: 3 });
  return [
    lead === null ? null : `Sales follow ${leadWords(lead, formats)}`,
    r === null ? null : `r ${formats.number(r, { maximumFractionDigits: 2, minimumFractionDigits: 2 })}`,
    q === null ? null : q < 0.001 ? `q below ${three(0.001)}` : `q ${three(q)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function spread({ value, from, to }: Estimate, told: (value: number) => string, unit: string): string {
  return `${told(value)}${unit} (${told(from)} to ${told(to)})`;
}

function spanWords({ from, to }: { from: string; to: string }, { day }: Formats): string {
  return from === to ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`;
}

function signed(value: number, { number }: Formats): string {
  return number(value, { signDisplay: 'exceptZero' });
}

function signedMoney(minor: number, currency: string, formats: Formats): string {
  const whole = Math.round(minor);
  const told = formats.money(Math.abs(whole), currency);
  if (whole === 0) return told;
  return `${whole < 0 ? '-' : '+'}${told}`;
}

function shortly(value: number, { number }: Formats): string {
  return number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });
}
