/** Days, moments and counts as the report writes them. Its language is English on every machine: it is sent around. */
export interface ReportWords {
  readonly zone: string;
  /** In the workspace's zone, which it names. */
  moment(iso: string): string;
  /** A calendar day has no hour, so no zone can shift it. */
  day(isoDay: string): string;
  number(value: number): string;
  /** 1 row, 12 rows. */
  count(value: number, one: string, many: string): string;
}

export function createReportWords(zone: string): ReportWords {
  const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  const numbers = new Intl.NumberFormat('en-US');
  const number = (value: number) => numbers.format(value);
  return {
    zone,
    moment: (iso) => formatted(moments, iso, iso),
    day: (isoDay) => formatted(days, `${isoDay}T00:00:00Z`, isoDay),
    number,
    count: (value, one, many) => `${number(value)} ${value === 1 ? one : many}`,
  };
}

/** What isn't a time is shown as it is: a report must not fail over one odd record. */
function formatted(format: Intl.DateTimeFormat, iso: string, otherwise: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? otherwise : format.format(time);
}
