/** Which character separates the decimals; the other one may separate thousands. */
export type DecimalMark = '.' | ',';

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

export function readInteger(text: string): bigint | null {
  // Up to fifteen digits are exact in a double, and BigInt of a double is faster than BigInt of text.
  if (!/^[+-]?\d+$/.test(text)) return null;
  if (text.length <= 15) return BigInt(Number(text));
  if (text.length > 40) return null;
  return within(BigInt(text.startsWith('+') ? text.slice(1) : text));
}

export function within(value: bigint): bigint | null {
  return value > LARGEST || value < SMALLEST ? null : value;
}

export function readNumber(text: string, mark: DecimalMark): number | null {
  if (text.length > 400) return null;
  const plain = mark === ',' ? text.replace(',', '.') : text;
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

const MONEY = {
  '.': /^([-+]?)[$€£¥]? ?(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d*))? ?[$€£¥]?$/,
  ',': /^([-+]?)[$€£¥]? ?(\d{1,3}(?:[. ]\d{3})+|\d+|(?=,\d))(?:,(\d*))? ?[$€£¥]?$/,
};

/** Exact, as a count of the smallest unit. Null when it isn't written as an amount, or has more decimals than the scale holds. */
export function readDecimal(text: string, scale: number, mark: DecimalMark): bigint | null {
  if (text.length > 64) return null;
  const plain = mark === '.' ? readPlain(text, scale) : -1;
  if (plain >= 0) return BigInt(plain);
  const parts = MONEY[mark].exec(text);
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (/[1-9]/.test(fraction.slice(scale))) return null;
  const digits = whole.replace(/[., ]/g, '') + fraction.slice(0, scale).padEnd(scale, '0');
  const units = within(BigInt(digits === '' ? '0' : digits));
  if (units === null) return null;
  return sign === '-' ? -units : units;
}

/** `41.03` and the like, which nearly all amounts are, without a pattern: -1 says that it takes one. */
function readPlain(text: string, scale: number): number {
  if (text.length > 14 || text.length + scale > 15) return -1;
  let value = 0;
  let point = -1;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point === -1 && at > 0) point = at;
    else return -1;
  }
  const decimals = point === -1 ? 0 : text.length - point - 1;
  return decimals > scale || text === '' ? -1 : value * 10 ** (scale - decimals);
}

/** How many decimals an amount is written with; null when it is none. */
export function decimalsOf(text: string, mark: DecimalMark): number | null {
  const parts = text.length > 64 ? null : MONEY[mark].exec(text);
  return parts === null ? null : (parts[3]?.length ?? 0);
}
