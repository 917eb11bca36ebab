import { SECOND } from '../../../../jinja/python/datetime/calendar.ts';

export interface IsoDuration {
  readonly months: number;
  readonly micros: bigint;
}

const NUMBER = '(\\d+(?:[.,]\\d+)?)';
const DESIGNATED = new RegExp(
  `^([+-])?P(?!$)(?:${NUMBER}Y)?(?:${NUMBER}M)?(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const WRITTEN_OUT = /^([+-])?P(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2}(?:[.,]\d+)?)$/;
/** Weeks, days, hours, minutes, seconds in seconds. */
const UNITS = [604_800, 86_400, 3600, 60, 1] as const;

/** `P1Y2M3W4DT5H6M7.5S`, or `P0001-02-03T04:05:06`; null where it is none. Years and months stay calendar ones. */
export function readDuration(text: string): IsoDuration | null {
  const long = WRITTEN_OUT.exec(text);
  const found = long ?? DESIGNATED.exec(text);
  if (found === null) return null;
  const [sign, years, months, ...fixed] = found.slice(1).map((part) => part?.replace(',', '.'));
  const parts = long === null ? fixed : [undefined, ...fixed];
  let micros = 0n;
  for (const [at, unit] of UNITS.entries()) micros += microsOf(parts[at] ?? '0', unit);
  // Half a month has no length.
  if (!Number.isInteger(Number(years ?? 0)) || !Number.isInteger(Number(months ?? 0))) return null;
  const whole = Number(years ?? 0) * 12 + Number(months ?? 0);
  const isBack = sign === '-';
  return { months: isBack ? -whole : whole, micros: isBack ? -micros : micros };
}

function microsOf(text: string, unit: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const part = fraction === '' ? 0n : BigInt(Math.round(Number(`0.${fraction}`) * unit * 1e6));
  return BigInt(whole) * BigInt(unit) * SECOND + part;
}
