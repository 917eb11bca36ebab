import type { AuditSubject } from '../../../../shared/domain/audit.ts';

/** A subject in the words that ask for it. */
export function subjectWords(subject: AuditSubject): string {
  switch (subject.kind) {
    case 'finding':
      return `finding ${subject.study} ${quoted(subject.signal)} ${quoted(subject.outcome)}`;
    case 'dashboard':
      return `dashboard ${quoted(subject.name)}`;
    case 'relation':
      return `relation ${subject.relation}`;
    case 'run':
      return `run ${subject.run}`;
    case 'period':
      return `period ${subject.from} ${subject.to}`;
  }
}

function quoted(name: string): string {
  if (/^[\w./:-]+$/.test(name)) return name;
  return name.includes('"') ? `'${name}'` : `"${name}"`;
}
