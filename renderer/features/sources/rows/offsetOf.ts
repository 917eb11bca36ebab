/** Where the page begins that holds the row a person wrote; null for what is no row number. Past the end is the last page. */
export function offsetOf(text: string, total: number | null, pageSize: number): number | null {
  const digits = text.replace(/[\s.,’']/g, '');
  if (!/^\d{1,12}$/.test(digits)) return null;
  const row = Math.min(Number(digits), total ?? Number.POSITIVE_INFINITY);
  return row < 1 ? null : Math.floor((row - 1) / pageSize) * pageSize;
}
