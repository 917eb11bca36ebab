/** Numbers that JSON has: what isn't there is null. */
export function plain(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

export function plainList(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, plain);
}
