/** Wilson (1927): the score interval of a share, which stays in [0, 1] and has a width also at 0 and 1. */
export function wilsonInterval(
  successes: number,
  trials: number,
  z: number,
): { readonly lower: number; readonly upper: number } {
  const share = successes / trials;
  const squared = z * z;
  const centre = (share + squared / (2 * trials)) / (1 + squared / trials);
  const half =
    (z / (1 + squared / trials)) *
    Math.sqrt((share * (1 - share)) / trials + squared / (4 * trials * trials));
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
