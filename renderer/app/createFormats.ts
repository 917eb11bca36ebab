import { dayWords } from '../../shared/domain/dayWords.ts';

export interface FormatsParts {
  /** As the settings or the machine name it: BCP 47, or a POSIX name such as `de_DE.UTF-8` or `C`. */
  readonly locale: string | null | undefined;
  readonly zone: string;
  readonly currency: string;
  readonly now: () => number;
}

export interface Formats {
  readonly locale: string;
  readonly zone: string;
  readonly currency: string;
  /** The words that belong beside every daily figure. */
  readonly zoneNote: string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 0.123 → 12.3%. */
  percent(ratio: number, options?: Intl.NumberFormatOptions): string;
  /** Exact at any size: minor units are never turned into a floating point number. */
  money(minor: bigint | number, currency?: string): string;
  bytes(count: number): string;
  /** A calendar day, `2026-03-08`; it has no hour, so no zone can shift it. */
  day(isoDay: string): string;
  /** A moment, told in the reporting zone and naming it. */
  instant(iso: string): string;
  ago(iso: string): string;
  duration(seconds: number): string;
}

export function createFormats({ locale: wished, zone, currency, now }: FormatsParts): Formats {
  const locale = usableLocale(wished);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  // Sentences are English and write days in one way: where the locale is English too, screens write them in the same.
  const isEnglish = locale.startsWith('en');
  const isoDays = new Intl.DateTimeFormat('sv-SE', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone },
  });
  const times = new Intl.DateTimeFormat(locale, {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' },
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const amount = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      // The short form of bytes has no plural in English.
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    locale,
    zone,
    currency,
    zoneNote: `days are in ${zone}`,
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (ratio, options) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, ...options }).format(ratio),
    money(minor, code = currency) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code });
      return format.format(majorUnits(BigInt(minor), format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    bytes(count) {
      const step = BYTE_STEPS.findLast(({ from }) => count >= from) ?? SMALLEST;
      const value = count / step.size;
      return amount(value, step.unit, step.size > 1 && value < 10 ? 1 : 0);
    },
    day(isoDay) {
      if (isEnglish) return dayWords(isoDay);
      const time = Date.parse(`${isoDay}T00:00:00Z`);
      return Number.isNaN(time) ? isoDay : days.format(time);
    },
    instant(iso) {
      const time = Date.parse(iso);
      if (Number.isNaN(time)) return iso;
      return isEnglish ? `${dayWords(isoDays.format(time))}, ${times.format(time)}` : instants.format(time);
    },
    ago(iso) {
      const seconds = Math.round((Date.parse(iso) - now()) / 1000);
      if (Number.isNaN(seconds)) return iso;
      const step = AGO_STEPS.findLast(({ from }) => Math.abs(seconds) >= from);
      return step === undefined
        ? relative.format(0, 'second')
        : relative.format(Math.trunc(seconds / step.from), step.unit);
    },
    duration(seconds) {
      if (seconds < 1) return amount(Math.max(0, seconds) * 1000, 'millisecond');
      if (seconds < 10) return amount(seconds, 'second', 1);
      const whole = Math.round(seconds);
      if (whole < 60) return amount(whole, 'second');
      if (whole < 3600)
        return twoParts(amount(Math.floor(whole / 60), 'minute'), whole % 60, amount(whole % 60, 'second'));
      const minutes = Math.round(whole / 60);
      return twoParts(amount(Math.floor(minutes / 60), 'hour'), minutes % 60, amount(minutes % 60, 'minute'));
    },
  };
}

const SMALLEST = { from: 0, size: 1, unit: 'byte' } as const;
const BYTE_STEPS = [
  SMALLEST,
  { from: 1e3, size: 1e3, unit: 'kilobyte' },
  { from: 1e6, size: 1e6, unit: 'megabyte' },
  { from: 1e9, size: 1e9, unit: 'gigabyte' },
  { from: 1e12, size: 1e12, unit: 'terabyte' },
] as const;

const AGO_STEPS = [
  { from: 1, unit: 'second' },
  { from: 60, unit: 'minute' },
  { from: 3600, unit: 'hour' },
  { from: 86_400, unit: 'day' },
  { from: 30 * 86_400, unit: 'month' },
  { from: 365 * 86_400, unit: 'year' },
] as const;

function twoParts(large: string, rest: number, small: string): string {
  return rest === 0 ? large : `${large} ${small}`;
}

/** Decimal text, which Intl formats exactly. */
function majorUnits(minor: bigint, digits: number): Intl.StringNumericLiteral {
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${sign}${whole}${fraction}` as Intl.StringNumericLiteral;
}

const FALLBACK = 'en-US';

/** A locale Intl accepts. Machines name theirs in POSIX form too, with an encoding or a modifier Intl refuses. */
export function usableLocale(name: string | null | undefined): string {
  const [bare = ''] = (name ?? '').split(/[.@]/);
  const tag = bare.replaceAll('_', '-');
  if (tag === '' || tag === 'C' || tag.toUpperCase() === 'POSIX') return FALLBACK;
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? FALLBACK;
  } catch {
    return FALLBACK;
  }
}
