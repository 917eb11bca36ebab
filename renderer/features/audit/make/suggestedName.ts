import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import { subjectWords } from '../words.ts';

const LONGEST = 80;

/** A file's name on any system, from what it is of. That of an anonymised package tells nothing of it, either. */
export function suggestedName(subject: AuditSubject, variant: AuditVariant): string {
  if (variant === 'anonymised') return `audit-${subject.kind}-anonymised.xlsx`;
  const words = `audit-${subject.kind}-${subjectWords(subject)}`
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return `${words}${variant === 'full' ? '' : `-${variant}`}.xlsx`;
}
