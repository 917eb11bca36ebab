import * as z from 'zod';

/** An IANA time zone this machine knows. Every daily figure belongs to one. */
export const Zone = z
  .string()
  .refine(isZone, 'is not a time zone this machine knows (write it like America/New_York)')
  .brand<'Zone'>();
export type Zone = z.infer<typeof Zone>;

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone of the machine, for defaults; UTC where the machine names none. */
export function machineZone(): Zone {
  return Zone.parse(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
}
