import type { FrozenForecast, Outlook } from '../../../shared/contract/forecast.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import type { ForecastData } from './forecastData.ts';
import { amount, cell } from './told/words.ts';

/** The outcome on the days of a frozen forecast, as it is known now. */
export function actualDays({ data }: ForecastData, outlook: Outlook): (number | null)[] {
  const found = data.study.outcomes.find(({ name }) => name === outlook.outcome)?.series;
  const first = readDay(outlook.firstDay)?.day;
  if (found === undefined || isRefusal(found) || first === undefined)
    return new Array<null>(outlook.days).fill(null);
  return Array.from({ length: outlook.days }, (_, h) =>
    cell(found.values[first + h - found.firstDay] ?? Number.NaN),
  );
}

/** How a frozen forecast did so far. */
export function whatCame(outlook: Outlook, actual: readonly (number | null)[]): FrozenForecast['came'] {
  const path = outlook.paths[outlook.chosen] ?? outlook.paths.plain;
  const known = actual.flatMap((value, h) => (value === null ? [] : [{ value, h }]));
  const off = (forecast: readonly (number | null)[]) => {
    const errors = known.flatMap(({ value, h }) =>
      forecast[h] == null ? [] : [Math.abs(value - forecast[h])],
    );
    return errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length;
  };
  const covered = outlook.bands.map(({ level, lower, upper }) => {
    const judged = known.filter(({ h }) => lower[h] != null && upper[h] != null);
    const inside = judged.filter(({ value, h }) => value >= (lower[h] ?? 0) && value <= (upper[h] ?? 0));
    return { level, share: judged.length === 0 ? null : inside.length / judged.length };
  });
  const came = { known: known.length, absolute: off(path), naiveAbsolute: off(outlook.paths.naive), covered };
  return { ...came, sentence: cameSentence(came, outlook.days) };
}

function cameSentence(
  { known, absolute, naiveAbsolute, covered }: Omit<FrozenForecast['came'], 'sentence'>,
  days: number,
): string {
  if (known === 0) return 'None of its days has come yet.';
  const inside = covered
    .flatMap(({ level, share }) =>
      share === null ? [] : [`${Math.round(share * 100)} % inside the ${Math.round(level * 100)} % interval`],
    )
    .join(', ');
  const against = naiveAbsolute === null ? '' : `, repeating the last week by ${amount(naiveAbsolute)}`;
  const error = absolute === null ? '' : `, off by ${amount(absolute)} a day${against}`;
  return `${known} of ${days} days are known: ${inside}${error}.`;
}
