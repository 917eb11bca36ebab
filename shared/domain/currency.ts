import * as z from 'zod';

const known = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code. Money is integer minor units of one. */
export const Currency = z
  .string()
  .refine((code) => known.has(code), 'is not a currency code (write it like USD)')
  .brand<'Currency'>();
export type Currency = z.infer<typeof Currency>;
