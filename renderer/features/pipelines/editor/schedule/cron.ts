/** The times people ask for by name. Whatever else a cron line can say stays a cron line. */
export type Timing =
  | { readonly kind: 'daily'; readonly at: string }
  | { readonly kind: 'weekdays'; readonly at: string }
  | { readonly kind: 'weekly'; readonly days: readonly number[]; readonly at: string }
  | { readonly kind: 'monthly'; readonly day: number; readonly at: string }
  | { readonly kind: 'hours'; readonly every: number; readonly minute: number }
  | { readonly kind: 'cron'; readonly cron: string };

export type TimingKind = Timing['kind'];

/** Parts of a day: with any other number the last pause before midnight would be shorter than the rest. */
export const EVERY_HOURS = [1, 2, 3, 4, 6, 8, 12] as const;

export function cronOf(timing: Timing): string {
  switch (timing.kind) {
    case 'daily':
      return `${minuteAndHour(timing.at)} * * *`;
    case 'weekdays':
      return `${minuteAndHour(timing.at)} * * 1-5`;
    case 'weekly':
      return `${minuteAndHour(timing.at)} * * ${[...timing.days].sort((a, b) => a - b).join(',')}`;
    case 'monthly':
      return `${minuteAndHour(timing.at)} ${timing.day} * *`;
    case 'hours':
      return `${timing.minute} ${timing.every === 1 ? '*' : `*/${timing.every}`} * * *`;
    case 'cron':
      return timing.cron;
  }
}

export function timingOf(cron: string): Timing {
  const other: Timing = { kind: 'cron', cron };
  const [minute = '', hour = '', day = '', month, weekday = '', ...rest] = cron.trim().split(/\s+/);
  if (rest.length > 0 || month !== '*') return other;
  const everyDay = day === '*' && weekday === '*';
  const past = numberUpTo(minute, 59);
  if (past === null) return other;
  const every = hoursOf(hour);
  if (everyDay && every !== null) return { kind: 'hours', every, minute: past };
  const at = clockOf(hour, past);
  if (at === null) return other;
  if (everyDay) return { kind: 'daily', at };
  if (day === '*') {
    if (weekday === '1-5') return { kind: 'weekdays', at };
    const days = weekday.split(',').map((one) => numberUpTo(one, 7));
    return days.every((one) => one !== null)
      ? { kind: 'weekly', days: [...new Set(days.map((one) => one % 7))].sort((a, b) => a - b), at }
      : other;
  }
  const ofMonth = numberUpTo(day, 31);
  return weekday === '*' && ofMonth !== null && ofMonth > 0 ? { kind: 'monthly', day: ofMonth, at } : other;
}

/** The same at another kind of time: what both can say is kept. */
export function asKind(timing: Timing, kind: TimingKind): Timing {
  const at = 'at' in timing ? timing.at : '06:00';
  switch (kind) {
    case 'daily':
    case 'weekdays':
      return { kind, at };
    case 'weekly':
      return { kind, days: [1], at };
    case 'monthly':
      return { kind, day: 1, at };
    case 'hours':
      return { kind, every: 6, minute: 0 };
    case 'cron':
      return { kind, cron: cronOf(timing) };
  }
}

function minuteAndHour(at: string): string {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute ?? 0} ${hour ?? 0}`;
}

function clockOf(hour: string, minute: number): string | null {
  const number = numberUpTo(hour, 23);
  return number === null ? null : `${String(number).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function hoursOf(hour: string): number | null {
  const every = hour === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(hour)?.[1]);
  return EVERY_HOURS.some((one) => one === every) ? every : null;
}

function numberUpTo(text: string, most: number): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= most ? Number(text) : null;
}
