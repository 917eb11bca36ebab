const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const STEP = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z)?$/;

/**
 * A day, or an hour of one, as people write it: "30 Dec 2025", "30 Dec 2025, 05:00 UTC". Always with its year, since sentences are
 * read again in other years. Columns, exports and what scripts read stay ISO. What is no day is told as it is.
 */
export function dayWords(iso: string): string {
  const [, year, month, day, time] = STEP.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return iso;
  return `${Number(day)} ${name} ${year}${time === undefined ? '' : `, ${time} UTC`}`;
}
