/** Milliseconds between two instants; null where one isn't known. */
export function tookMs(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const took = Date.parse(to) - Date.parse(from);
  return Number.isFinite(took) ? Math.max(0, took) : null;
}

/** How a duration compares with what is usual; null where it is about the same or nothing is usual. */
export function comparedWords(
  ms: number,
  usualMs: number | null,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): string | null {
  // Below a second it is chance that is compared.
  if (usualMs === null || usualMs <= 0 || Math.max(ms, usualMs) < 1_000) return null;
  const ratio = ms / usualMs;
  const times = (value: number) => number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  if (ratio >= 1.5) return `${times(ratio)} times as long as usual`;
  if (ratio <= 0.5) return `${times(1 / ratio)} times as fast as usual`;
  return null;
}
