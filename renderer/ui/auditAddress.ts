import type { AuditSubject, AuditVariant } from '../../shared/domain/audit.ts';

/** What every address that says nothing of it means. */
export const USUAL_VARIANT: AuditVariant = 'full';

/** Where the Audit screen stands with all of it chosen: `/audit#subject=finding&study=…&signal=…&outcome=…`. */
export function auditAddress({ kind, ...of }: AuditSubject, variant: AuditVariant = USUAL_VARIANT): string {
  const told = new URLSearchParams({ subject: kind, ...of });
  if (variant !== USUAL_VARIANT) told.set('variant', variant);
  return `/audit#${told.toString()}`;
}
