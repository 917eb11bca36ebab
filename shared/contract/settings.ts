import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';

/** What one person prefers on this machine, in every workspace. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** A BCP 47 tag; null follows the machine. */
  locale: z.string().min(2).nullable().default(null),
  motion: z.enum(['system', 'reduced']).default('system'),
  /** The desktop program begins with the person's session, so that schedules run without anybody opening it. */
  startAtLogin: z.boolean().default(false),
  /** always: heavy steps wait whatever the machine says of its connection. */
  metered: z.enum(['system', 'always']).default('system'),
});
export type Settings = z.infer<typeof Settings>;

/** Only what changes; a field left out stays as it is. */
export const SettingsChange = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  locale: z.string().min(2).nullable().optional(),
  motion: z.enum(['system', 'reduced']).optional(),
  startAtLogin: z.boolean().optional(),
  metered: z.enum(['system', 'always']).optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

export const settings = {
  /** The settings now and after every change, from any window or an editor. */
  watch: call.output(eventIterator(Settings)),
  change: call.input(SettingsChange).output(Settings),
};
