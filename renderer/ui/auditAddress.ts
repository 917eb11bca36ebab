import type * as z from 'zod';
import type { AuditSubject, AuditVariant } from '../../shared/domain/audit.ts';

/** As screens know it: the Audit screen judges whether it names one. */
export type AskedSubject = z.input<typeof AuditSubject>;

/** What every address that says nothing of it means. */
export const USUAL_VARIANT: AuditVariant = 'full';

/** Where the Audit screen stands with all of it chosen: `/audit#subject=finding&study=…&signal=…&outcome=…`. */
export function auditAddress({ kind, ...of }: AskedSubject, variant: AuditVariant = USUAL_VARIANT): string {
  const told = new URLSearchParams({ subject: kind, ...of });
  if (variant !== USUAL_VARIANT) told.set('variant', variant);
  return `/audit#${told.toString()}`;
}
