/** As seeds may write a number: signs of money in front, commas between thousands, a percent sign behind. */
export function numberOf(cell: string): string | null {
  const text = cell.trim().replace(/%+$/, '').replace(/^%+/, '');
  const negative = text.startsWith('-');
  const bare = (negative ? text.slice(1) : text)
    .replace(/^[\p{Sc}]+|[\p{Sc}]+$/gu, '')
    .replaceAll(',', '')
    .trim();
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(bare)) return null;
  return `${negative ? '-' : ''}${bare.replace(/^\+/, '')}`;
}

export function dayOf(cell: string): string | null {
  const read = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(cell.trim());
  return read === null ? null : calendarDay(read[1], read[2], read[3]);
}

/** UTC, without a zone behind it: `2024-01-01 10:00:00`. With a blank only whole seconds count, as dbt reads them. */
export function instantOf(cell: string, between: ' ' | 'T'): string | null {
  const text = cell.trim();
  const read =
    between === ' '
      ? /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})()()$/.exec(text)
      : /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[-+]\d\d(?::?\d\d)?)?$/.exec(text);
  if (read === null) return null;
  const [, year, month, date, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = read;
  const day = calendarDay(year, month, date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const clock = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
  const micro = fraction.slice(0, 6).padEnd(6, '0');
  const shift = zone === '' || zone === 'Z' ? 0 : minutesOf(zone);
  if (shift === 0) return `${day} ${clock}${Number(micro) === 0 ? '' : `.${micro}`}`;
  const moved = new Date(Date.parse(`${day}T${clock}Z`) - shift * 60_000).toISOString();
  return `${moved.slice(0, 10)} ${moved.slice(11, 19)}${Number(micro) === 0 ? '' : `.${micro}`}`;
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([-+])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function calendarDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 10) === text ? text : null;
}
