import type { AuditPackage } from '../../../../shared/contract/audit.ts';

/** The same inputs make the same package, which may have been written to several files. */
export function keyOf({ id, file }: AuditPackage): string {
  return `${id} ${file}`;
}
