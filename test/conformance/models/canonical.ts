import type { Family } from './family.ts';

/** The recorded text of a value; the families are those the column had on PostgreSQL. */
export function canonicalText(value: unknown, family: Family): string | null {
  if (value === null || value === undefined) return null;
  const text = value instanceof Date ? value.toISOString() : String(value);
  switch (family) {
    case 'boolean':
      return ['true', 't', '1'].includes(text.toLowerCase()) ? 'true' : 'false';
    case 'whole':
      return /^-?\d+$/.test(text) ? text : plainDecimal(text);
    case 'exact':
      return plainDecimal(text);
    case 'float':
      return plainDecimal(Number(text).toPrecision(15));
    case 'day':
      return text.slice(0, 10);
    case 'instant':
      return instantText(text);
    default:
      return text;
  }
}

/** Without exponent, trailing zeros or a sign before zero. */
export function plainDecimal(text: string): string {
  const parts = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text.trim());
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > digits.length ? digits.padEnd(point, '0') : digits;
  const shifted =
    point <= 0 ? `0.${'0'.repeat(-point)}${padded}` : `${padded.slice(0, point)}.${padded.slice(point)}`;
  const plain = shifted
    .replace(/0+$/, '')
    .replace(/\.$/, '')
    .replace(/^0+(?=\d)/, '');
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** `YYYY-MM-DDTHH:MM:SS.ffffffZ`; without a zone it is UTC. */
function instantText(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?\s*(Z|[-+]00(?::?00)?)?$/.exec(
    text,
  );
  if (parts === null) return text;
  const [, day = '', time = '00:00:00', fraction = ''] = parts;
  return `${day}T${time.length === 5 ? `${time}:00` : time}.${fraction.padEnd(6, '0').slice(0, 6)}Z`;
}
