/** Python refuses to read longer ones. */
const MOST_DIGITS = 4300;

/** A number as Python writes them; undefined for what it would refuse, and for complex or infinite ones. */
export function readNumber(word: string): number | bigint | undefined {
  const whole = wholeDigits(word);
  if (whole !== undefined) {
    if (whole.length > MOST_DIGITS) return undefined;
    const number = Number(whole);
    return Number.isSafeInteger(number) ? number : BigInt(whole);
  }
  const isFloat =
    /^(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?$/.test(word) ||
    /^\d(?:_?\d)*\.(?:[eE][-+]?\d(?:_?\d)*)?$/.test(word) ||
    /^\d(?:_?\d)*[eE][-+]?\d(?:_?\d)*$/.test(word);
  if (!isFloat) return undefined;
  const float = Number(word.replaceAll('_', ''));
  return Number.isFinite(float) ? float : undefined;
}

/** Digits that `BigInt` reads: no leading nought but in nought itself. */
function wholeDigits(word: string): string | undefined {
  if (/^(?:[1-9](?:_?\d)*|0(?:_?0)*)$/.test(word)) return word.replaceAll('_', '');
  if (/^0(?:[xX](?:_?[\da-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/.test(word))
    return word.replaceAll('_', '').toLowerCase();
  return undefined;
}
