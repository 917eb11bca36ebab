const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as it is, or the one that an instant begins, or ended by then, in the zone. Null: it is neither. */
export function dayOf(text: string, end: 'from' | 'to', zone: string): string | null {
  if (DAY.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(end === 'from' ? at : at - 1);
}
