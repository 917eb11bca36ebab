import * as z from 'zod';
import { call } from './base.ts';

export const HostKind = z.enum(['desktop', 'browser', 'cli']);
export type HostKind = z.infer<typeof HostKind>;

export const AppInfo = z.object({
  version: z.string(),
  host: HostKind,
  platform: z.string(),
  node: z.string(),
  electron: z.string().optional(),
  /** Things a person should know once, such as a settings file that was set aside. */
  notices: z.array(z.object({ message: z.string(), next: z.string() })),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** One line of `doctor`: what was examined, how it stands, and what to do when it isn't well. */
export const DoctorLine = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(['ok', 'warning', 'broken']),
  detail: z.string(),
  next: z.string().optional(),
});
export type DoctorLine = z.infer<typeof DoctorLine>;

export const app = {
  /** Which program this is and where it runs. */
  info: call.output(AppInfo),
  /** Examines the machine, the vault and the open workspace. */
  doctor: call.output(z.array(DoctorLine)),
};
