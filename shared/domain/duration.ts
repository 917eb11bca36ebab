import * as z from 'zod';

const UNITS = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;
const WRITTEN = /^(\d{1,6}(?:\.\d{1,3})?) (second|minute|hour|day|week)s?$/;

/** How long something takes or may take, as a person writes it: `30 seconds`, `2 hours`, `1 day`. A day is 24 hours. */
export const Duration = z
  .string()
  .trim()
  .regex(WRITTEN, 'is no length of time (write it like 30 seconds, 15 minutes, 2 hours or 1 day)')
  // What is no length at all has its fault already.
  .refine((text) => !(Number.parseFloat(text) <= 0), 'must be longer than nothing')
  .brand<'Duration'>();
export type Duration = z.infer<typeof Duration>;

export function milliseconds(duration: Duration): number {
  const parts = WRITTEN.exec(duration);
  const unit = parts?.[2] as keyof typeof UNITS | undefined;
  if (parts === null || unit === undefined) throw new Error(`${duration} is no duration.`);
  return Math.round(Number(parts[1]) * UNITS[unit]);
}
