import type { Outlook } from '../../../shared/contract/forecast.ts';
import type { Drawing } from '../../charts/chart.ts';
import { fan } from '../../charts/plots/fan.ts';
import { daysFrom, unitOf } from './daysFrom.ts';

/** Of the past, as much as leaves the days ahead room. */
const PAST_DAYS = 84;

/** History, what is expected with its intervals, and the last week repeated beside it; with what came, where that is known. */
export function fanOf(outlook: Outlook, came: readonly (number | null)[] = []): Drawing {
  const { history, paths, chosen, bands, days } = outlook;
  const past = history.values.slice(-Math.max(PAST_DAYS, days));
  const first = daysFrom(history.firstDay, history.values.length).at(-past.length) ?? history.firstDay;
  const ahead = (values: readonly (number | null)[]) => [...past.map(() => null), ...values];
  return fan({
    days: daysFrom(first, past.length + days),
    actual: [...past, ...came],
    expected: ahead(paths[chosen] ?? paths.plain),
    intervals: [...bands].reverse().map(({ level, lower, upper }) => ({
      level,
      lower: ahead(lower),
      upper: ahead(upper),
    })),
    beside: chosen === 'naive' ? [] : [{ name: 'last week', values: ahead(paths.naive) }],
    unit: unitOf(outlook.outcome),
  });
}
