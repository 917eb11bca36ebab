import { dayOfYear, daysOf, isoWeek, padded, type WallClock, weekday } from './calendar.ts';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const MONTHS = [
  ...(['January', 'February', 'March', 'April', 'May', 'June'] as const),
  ...(['July', 'August', 'September', 'October', 'November', 'December'] as const),
] as const;

/** A moment's text by Python's directives. `offset` and `zone` are empty for a moment without a zone. */
export function strftime(
  at: WallClock,
  format: string,
  zone: { offset: string; name: string; epoch: string },
): string {
  const days = daysOf(at.year, at.month, at.day) ?? 0;
  return format.replace(/%([-#]?)([a-zA-Z%])/g, (whole, bare: string, letter: string) => {
    const text = directive(letter, at, days, zone);
    if (text === undefined) return whole;
    return bare === '' ? text : text.replace(/^0+(?=\d)/, '');
  });
}

function directive(
  letter: string,
  at: WallClock,
  days: number,
  zone: { offset: string; name: string; epoch: string },
): string | undefined {
  const day = weekday(days);
  const year = dayOfYear(days);
  const hour12 = at.hour % 12 === 0 ? 12 : at.hour % 12;
  const clock = `${padded(at.hour)}:${padded(at.minute)}:${padded(at.second)}`;
  switch (letter) {
    case 'Y':
      return padded(at.year, 4);
    case 'y':
      return padded(at.year % 100);
    case 'm':
      return padded(at.month);
    case 'd':
      return padded(at.day);
    case 'e':
      return String(at.day).padStart(2);
    case 'H':
      return padded(at.hour);
    case 'I':
      return padded(hour12);
    case 'M':
      return padded(at.minute);
    case 'S':
      return padded(at.second);
    case 'f':
      return padded(at.micro, 6);
    case 'p':
      return at.hour < 12 ? 'AM' : 'PM';
    case 'A':
      return DAYS[day] ?? '';
    case 'a':
      return (DAYS[day] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[at.month - 1] ?? '';
    case 'b':
    case 'h':
      return (MONTHS[at.month - 1] ?? '').slice(0, 3);
    case 'j':
      return padded(year, 3);
    case 'w':
      return String((day + 1) % 7);
    case 'u':
      return String(day + 1);
    case 'U':
      return padded(Math.floor((year + 6 - ((day + 1) % 7)) / 7));
    case 'W':
      return padded(Math.floor((year + 6 - day) / 7));
    case 'V':
      return padded(isoWeek(days).week);
    case 'G':
      return padded(isoWeek(days).year, 4);
    case 'z':
      return zone.offset;
    case 'Z':
      return zone.name;
    case 's':
      return zone.epoch;
    case 'F':
      return `${padded(at.year, 4)}-${padded(at.month)}-${padded(at.day)}`;
    case 'T':
    case 'X':
      return clock;
    case 'R':
      return clock.slice(0, 5);
    case 'D':
    case 'x':
      return `${padded(at.month)}/${padded(at.day)}/${padded(at.year % 100)}`;
    case 'c':
      return `${(DAYS[day] ?? '').slice(0, 3)} ${(MONTHS[at.month - 1] ?? '').slice(0, 3)} ${String(at.day).padStart(2)} ${clock} ${padded(at.year, 4)}`;
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}
