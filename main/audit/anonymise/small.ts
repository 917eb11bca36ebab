/** Counts from 1 to below this could point at somebody. */
export const SMALLEST_TOLD = 5;

export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_TOLD;
}
