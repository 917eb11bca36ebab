const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECONDS = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];

/** An ISO 8601 duration as seconds; how long a token or a budget lasts needs no calendar. Null: it is none. */
export function secondsOf(duration: string): number | null {
  const match = DURATION.exec(duration.trim());
  if (match === null || duration.length < 3) return null;
  return SECONDS.reduce((sum, seconds, at) => sum + Number(match[at + 1] ?? 0) * seconds, 0);
}
