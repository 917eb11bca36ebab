import type { VirtualClock } from '../../../conformance/sources/virtualClock.ts';
import type { Arrived, Reply } from '../vendorServer.ts';
import { problem } from './amazon.ts';

const DAY = 86_400_000;
const INTERVAL = /^(.+T.+)--(.+T.+)$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(Z|[+-]\d{2}:\d{2})$/;

/**
 * A row for each day of a half-open interval. Its offsets must be those of the time zone on these days, nothing is told of more than
 * two years ago, and one marketplace at a time.
 */
export function orderMetrics(
  { query, target }: Arrived,
  marketplaces: readonly string[],
  clock: VirtualClock,
): Reply {
  const ids = new URL(target, 'http://amazon').searchParams.getAll('marketplaceIds');
  if (ids.length !== 1 || ids[0]?.includes(',')) return invalid('Only one marketplaceId can be specified.');
  if (!marketplaces.includes(ids[0] ?? '')) return invalid('Marketplace is not valid for this seller.');
  const zone = query['granularityTimeZone'];
  if (query['granularity'] !== 'Day') return invalid('granularity is not one that this server plays.');
  if (zone === undefined)
    return invalid('granularityTimeZone is required when granularity is greater than Hour.');
  const [, from = '', to = ''] = INTERVAL.exec(query['interval'] ?? '') ?? [];
  const first = MOMENT.exec(from);
  const last = MOMENT.exec(to);
  if (first === null || last === null) return invalid('interval is malformed.');
  for (const [text, match] of [
    [from, first],
    [to, last],
  ] as const)
    if (offsetIn(zone, Date.parse(text)) !== (match[3] === 'Z' ? '+00:00' : match[3]))
      return invalid('granularityTimeZone does not align with the offset of the interval.');
  if (Date.parse(from) < clock.now() - 731 * DAY) return invalid('interval is more than 2 years ago.');
  const payload = [];
  const days = Math.round((Date.parse(`${last[1]}Z`) - Date.parse(`${first[1]}Z`)) / DAY);
  for (let index = 0; index < days; index += 1) {
    const day = Date.parse(`${first[1]}T00:00:00Z`) + index * DAY;
    const units = Math.round(day / DAY) % 7;
    payload.push({
      interval: `${written(zone, day)}--${written(zone, day + DAY)}`,
      unitCount: units,
      orderItemCount: units,
      orderCount: units,
      averageUnitPrice: { amount: units === 0 ? '0' : '19.99', currencyCode: 'USD' },
      totalSales: { amount: (units * 19.99).toFixed(2), currencyCode: 'USD' },
    });
  }
  return { json: { payload } };
}

/** `2026-03-08T00:00-08:00`, without seconds as Amazon writes it. */
function written(zone: string, day: number): string {
  const date = new Date(day).toISOString().slice(0, 10);
  return `${date}T00:00${offsetIn(zone, day + 12 * 3_600_000)}`;
}

/** Asked of the machine's own calendar, another way than the connector's. */
function offsetIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
}

function invalid(message: string): Reply {
  return { status: 400, json: problem('InvalidInput', message) };
}
