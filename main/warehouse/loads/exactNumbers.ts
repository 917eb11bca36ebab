const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;
const INTEGER = /^(?:0|-?[1-9]\d{0,18})$/;
const DECIMAL = /^(-?)(\d{1,20})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

export function fitsInteger(value: bigint): boolean {
  return value >= LEAST && value <= MOST;
}

/** Of text only in its one plain spelling, so that `007` and `1e3` keep theirs. */
export function integerOf(value: bigint | number | string): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value === 'string') {
    if (!INTEGER.test(value)) return null;
    return integerOf(BigInt(value));
  }
  return fitsInteger(value) ? value : null;
}

/** A double that says exactly the same, or null. */
export function doubleOf(value: bigint | number | string): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const double = Number(value);
  if (!Number.isFinite(double)) return null;
  return typeof value === 'bigint'
    ? BigInt(double) === value
      ? double
      : null
    : String(double) === value
      ? double
      : null;
}

/**
 * Minor units of an amount whose column was declared a decimal. A float counts as what it prints as: that is the literal
 * the sender wrote. More digits than the scale holds are no decimal of it, unless they are zeros.
 */
export function decimalOf(value: bigint | number | string, scale: number): bigint | null {
  const parts = DECIMAL.exec(typeof value === 'string' ? value : String(value));
  if (parts === null) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = scale - fraction.length + Number(exponent);
  let minor = BigInt(whole + fraction);
  if (shift >= 0) minor *= 10n ** BigInt(shift);
  else {
    const divisor = 10n ** BigInt(-shift);
    if (minor % divisor !== 0n) return null;
    minor /= divisor;
  }
  const signed = sign === '-' ? -minor : minor;
  return fitsInteger(signed) ? signed : null;
}

export function decimalText(minor: bigint, scale: number): string {
  if (scale === 0) return String(minor);
  const digits = String(minor < 0n ? -minor : minor).padStart(scale + 1, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
