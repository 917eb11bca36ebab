import type { Plain } from '../../project/plain.ts';

const WHOLE = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.\d*|\.\d+|\d+)(e[+-]?\d+)?$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;
const LARGEST_INTEGER = 2_147_483_647n;

/** What values are when nothing else says it. Text in quotes stays text unless all of it are days or moments. */
export function inferType(values: readonly Plain[], fromCsv: boolean): string {
  const known = values.filter((value) => value !== null);
  const all = (fits: (value: Plain) => boolean) => known.length > 0 && known.every(fits);
  const written = (value: Plain) => (typeof value === 'string' ? value.trim() : null);
  const whole = (value: Plain) => typeof value === 'bigint' || (fromCsv && WHOLE.test(written(value) ?? ''));
  if (all((value) => typeof value === 'boolean' || (fromCsv && /^(true|false)$/i.test(written(value) ?? ''))))
    return 'boolean';
  if (all(whole)) {
    const large = known.some((value) => absolute(BigInt(String(value).trim())) > LARGEST_INTEGER);
    return large ? 'bigint' : 'integer';
  }
  if (
    all(
      (value) => whole(value) || typeof value === 'number' || (fromCsv && DECIMAL.test(written(value) ?? '')),
    )
  )
    return 'numeric';
  if (all((value) => DAY.test(written(value) ?? ''))) return 'date';
  if (all((value) => DAY.test(written(value) ?? '') || MOMENT.test(written(value) ?? '')))
    return known.some((value) => /(Z|[+-]\d\d(:?\d\d)?)$/.test(written(value)?.slice(10) ?? ''))
      ? 'timestamp with time zone'
      : 'timestamp without time zone';
  if (all((value) => typeof value === 'object')) return 'jsonb';
  return 'text';
}

export function isNumberText(text: string): boolean {
  return DECIMAL.test(text.trim());
}

/** `2024-01-05 10:00` as SQLite keeps an instant; null where it is none. */
export function asInstant(text: string): string | null {
  const trimmed = text.trim();
  if (DAY.test(trimmed)) return `${trimmed}T00:00:00.000000Z`;
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
    trimmed,
  );
  if (found === null) return null;
  const [, day = '', minutes = '', seconds = '00', fraction = '', zone = 'Z'] = found;
  const micros = fraction.padEnd(6, '0').slice(0, 6);
  if (zone === 'Z') return `${day}T${minutes}:${seconds}.${micros}Z`;
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  const moved = (Number(offset?.[2] ?? 0) * 60 + Number(offset?.[3] ?? 0)) * (offset?.[1] === '-' ? 1 : -1);
  const at = new Date(`${day}T${minutes}:${seconds}Z`).getTime() + moved * 60_000;
  return Number.isNaN(at) ? null : `${new Date(at).toISOString().slice(0, 19)}.${micros}Z`;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
