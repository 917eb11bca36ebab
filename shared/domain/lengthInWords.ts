const UNITS = [
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `3 hours`, `2 days`: how long something is, in the largest unit that fits twice or exactly, cut and not rounded up. */
export function lengthInWords(milliseconds: number): string {
  for (const [unit, size] of UNITS) {
    if (milliseconds >= 2 * size || milliseconds === size) return counted(milliseconds / size, unit);
  }
  return counted(milliseconds / 1_000, 'second');
}

function counted(amount: number, unit: string): string {
  const whole = Math.max(0, Math.floor(amount));
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
