import type { AuditPackage, AuditTick } from '../../../shared/contract/audit.ts';
import type { AuditKind, AuditSubject, AuditVariant } from '../../../shared/domain/audit.ts';
import type { StateKind } from '../../ui/State.tsx';

export const KINDS: Readonly<Record<AuditKind, { readonly word: string; readonly about: string }>> = {
  finding: {
    word: 'Finding',
    about: 'One pair of a study: its lead, how sure it is, and all the days behind it.',
  },
  dashboard: { word: 'Dashboard', about: 'The figures of a page, each with what it was counted from.' },
  relation: { word: 'Relation', about: 'The rows of one table, traced back to the files they came from.' },
  run: {
    word: 'Run',
    about: 'What a pipeline did: its steps, rows in and out, checks and what was refused.',
  },
  period: { word: 'Period', about: 'Everything loaded, built, found and done from one day to another.' },
};

export const VARIANTS: Readonly<Record<AuditVariant, { readonly word: string; readonly holds: string }>> = {
  full: {
    word: 'Full',
    holds: 'Every row behind the figures, each with its way back to load, file and record.',
  },
  summary: {
    word: 'Summary',
    holds: 'Totals and what they are made of, without the rows behind them: small enough to send.',
  },
  anonymised: {
    word: 'Anonymised',
    holds:
      'For outsiders: pseudonyms for names, bands for ages and incomes, scores for amounts; small counts and free text are left out. It says what still ties.',
  },
};

export const TICKS: Readonly<Record<AuditTick['is'], { readonly state: StateKind; readonly word: string }>> =
  {
    ok: { state: 'ok', word: 'OK' },
    failed: { state: 'broken', word: 'Differs' },
    'not looked at': { state: 'idle', word: 'Not looked at' },
  };

/** A subject before anybody told its title. */
export function subjectWords(subject: AuditSubject): string {
  switch (subject.kind) {
    case 'finding':
      return `${subject.signal} → ${subject.outcome}`;
    case 'dashboard':
      return subject.name;
    case 'relation':
      return subject.relation;
    case 'run':
      return `Run ${subject.run}`;
    case 'period':
      return `${subject.from} to ${subject.to}`;
  }
}

/** All ticks in a few words, what breaks first. */
export function ticksInShort(ticks: readonly AuditTick[]): {
  readonly state: StateKind;
  readonly told: string;
} {
  const of = (is: AuditTick['is']) => ticks.filter((tick) => tick.is === is).length;
  const [failed, ok] = [of('failed'), of('ok')];
  if (failed > 0)
    return { state: 'broken', told: `${failed} of ${ticks.length} ${failed === 1 ? 'differs' : 'differ'}` };
  if (ok === 0) return { state: 'idle', told: 'Not looked at' };
  return { state: 'ok', told: ok === ticks.length ? `All ${ok} OK` : `${ok} of ${ticks.length} OK` };
}

/** The words a package is found by. */
export function matches({ title, subject, variant, file, id }: AuditPackage, text: string): boolean {
  const words = `${title} ${KINDS[subject.kind].word} ${VARIANTS[variant].word} ${subjectWords(subject)} ${file} ${id}`;
  return words.toLowerCase().includes(text.trim().toLowerCase());
}
