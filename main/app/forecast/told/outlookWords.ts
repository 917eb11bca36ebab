import type { MadeOutlook, OutlookInput } from '../../../insight/outlook/madeOutlook.ts';
import { amount, calledIn, counted, dayWordsAt, listed, percent } from './words.ts';

/** What is expected, as one would say it to the owner of the shop. */
export function expectedSentence(input: OutlookInput, outlook: MadeOutlook): string {
  const { firstDay, values, horizon } = input;
  const outcome = calledIn(input, input.outcome);
  const path = outlook.paths[outlook.chosen] ?? outlook.paths.plain;
  const known = path.filter((value) => !Number.isNaN(value));
  const from = dayWordsAt(firstDay, values.length);
  const to = dayWordsAt(firstDay, values.length + horizon - 1);
  const when = horizon === 1 ? `on ${from}` : `from ${from} to ${to}`;
  const total = sumOf(known);
  const before = values.slice(-horizon).filter((value) => !Number.isNaN(value));
  const change = before.length > 0 ? total / known.length / (sumOf(before) / before.length) - 1 : Number.NaN;
  const against = Number.isFinite(change)
    ? `, ${Math.abs(change) < 0.01 ? 'as many' : `${percent(change)} ${change > 0 ? 'more' : 'fewer'}`} a day ${Math.abs(change) < 0.01 ? 'as' : 'than'} in the ${counted(horizon, 'day')} before`
    : '';
  const band = outlook.bands[0];
  const within =
    band === undefined || Number.isNaN(band.lower[0] as number)
      ? ''
      : ` On ${from}, ${amount(band.lower[0] as number)} to ${amount(band.upper[0] as number)} (${Math.round(band.level * 100)} %).`;
  return `About ${amount(total)} of ${outcome} are expected ${when}${against}.${within}`;
}

/** Whether the signals helped, and what is shown first for it. */
export function helpSentence(input: OutlookInput, outlook: MadeOutlook): string {
  const { chosen, signals, backtest } = outlook;
  const { naive } = backtest.absolute;
  const tried = counted(backtest.origins.length, 'past day');
  if (chosen === 'naive')
    return `Started from ${tried}, nothing came closer than repeating the last week (off by ${amount(naive)} a day), so that is shown first.`;
  const own = backtest.absolute[chosen];
  const against = `Off by ${amount(own)} a day in tests started from ${tried}, ${percent(1 - own / naive)} closer than repeating the last week.`;
  if (signals.length === 0)
    return `${against} No signal is used: ${calledIn(input, input.outcome)} is forecast from its own past, its week and the calendar.`;
  const names = listed(signals.map(({ name }) => calledIn(input, name)));
  const reach = Math.max(...signals.map(({ lead }) => lead));
  const days = `On the ${counted(reach, 'day')} ahead that ${names} ${signals.length === 1 ? 'reaches' : 'reach'}`;
  const with_ = signals.length === 1 ? 'it' : 'them';
  const { gain, better, worse } = backtest;
  if (chosen === 'led')
    return `${days}, forecasts came ${percent(gain)} closer with ${with_} than without (better from ${better} past days, worse from ${worse}), so the forecast with ${with_} is shown. ${against}`;
  const size =
    Math.abs(gain) < 0.005 ? 'no closer' : `${percent(gain)} ${gain > 0 ? 'closer' : 'further off'}`;
  return `${days}, forecasts came ${size} with ${with_} than without (better from ${better} past days, worse from ${worse}): too little to trust, so the simpler forecast without ${with_} is shown first. ${against}`;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
