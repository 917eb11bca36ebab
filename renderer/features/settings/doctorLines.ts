import type { DoctorLine } from '../../../shared/contract/app.ts';

const RANK: Record<DoctorLine['state'], number> = { broken: 0, warning: 1, ok: 2 };

/** What needs attention stands first; otherwise the order of the examination stays. */
export function worstFirst(lines: readonly DoctorLine[]): DoctorLine[] {
  return [...lines].sort((a, b) => RANK[a.state] - RANK[b.state]);
}

export function summaryOf(lines: readonly DoctorLine[]): string {
  const broken = lines.filter(({ state }) => state === 'broken').length;
  const warnings = lines.filter(({ state }) => state === 'warning').length;
  if (broken + warnings === 0) return `Everything is well, ${lines.length} examined.`;
  const parts = [
    broken > 0 && `${broken} broken`,
    warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    `${lines.length - broken - warnings} well`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** The same as plain text, for a message to someone who helps. */
export function reportOf(lines: readonly DoctorLine[]): string {
  return worstFirst(lines)
    .map(({ state, label, detail, next }) => `${state}: ${label}: ${detail}${next ? ` ${next}` : ''}`)
    .join('\n');
}
