import { AUDIT_KINDS, type AuditKind, AuditSubject } from '../../../../shared/domain/audit.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Store } from '../../../warehouse/store.ts';
import { candidatesOf } from './candidates.ts';
import { dayOf } from './dayOf.ts';
import { subjectWords } from './subjectWords.ts';

export interface AskingPlace {
  readonly store: Store;
  readonly workspace: string;
  readonly zone: string;
}

const AUDIT_WORDS = 'finding [STUDY] SIGNAL OUTCOME, dashboard NAME, relation NAME, run ID or period FROM TO';
const MOST_LISTED = 20;

/** What a command or a step asks to be audited: by its whole name, or by a part of it that nothing else has. */
export async function subjectOfWords(
  words: readonly string[],
  place: AskingPlace,
  signal: AbortSignal,
): Promise<Result<AuditSubject>> {
  const [kind = '', ...rest] = words;
  if (!isKind(kind))
    return fail('BAD_INPUT', {
      message: `“${kind.slice(0, 80)}” is nothing that can be audited.`,
      next: `Write ${AUDIT_WORDS}.`,
    });
  if (kind === 'period') return periodOf(rest, place.zone);
  if (rest.length === 0 || rest.length > (kind === 'finding' ? 3 : 1)) return wrongNumber(kind);
  const found = await candidatesOf(kind, rest, place, signal);
  if (!found.ok) return found;
  const [only] = found.value;
  if (only !== undefined && found.value.length === 1) return ok(only);
  const asked = rest.join(' ');
  if (only === undefined)
    return fail('BAD_INPUT', {
      message: `There is no ${kind} “${asked}” in this workspace.`,
      next: NOWHERE[kind],
      subject: asked,
    });
  const listed = found.value.slice(0, MOST_LISTED).map((one) => `  ${subjectWords(one)}`);
  const more = found.value.length - listed.length;
  return fail('BAD_INPUT', {
    message: `“${asked}” fits ${found.value.length} of them.`,
    next: ['Say which:', ...listed, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'),
    subject: asked,
  });
}

const NOWHERE: Readonly<Record<Exclude<AuditKind, 'period'>, string>> = {
  finding: 'Run its study first, or see what it found: npm run -s leadline -- study --list',
  dashboard: 'The page that can be audited is brief: what Home tells.',
  relation: 'Load or build it first, or see which there are: npm run -s leadline -- tables',
  run: 'See which there are: npm run -s leadline -- runs',
};

function isKind(kind: string): kind is AuditKind {
  return AUDIT_KINDS.some((one) => one === kind);
}

/** Two words, or one with two dots between. The last day is included; an instant is when it ends. */
function periodOf(words: readonly string[], zone: string): Result<AuditSubject> {
  const [from, to, ...more] = words.flatMap((word) => word.split('..')).filter((word) => word !== '');
  if (from === undefined || to === undefined || more.length > 0) return wrongNumber('period');
  const [first, last] = [dayOf(from, 'from', zone), dayOf(to, 'to', zone)];
  const subject = AuditSubject.safeParse({ kind: 'period', from: first, to: last });
  if (subject.success && first !== null && last !== null && first <= last) return ok(subject.data);
  return fail('BAD_INPUT', {
    message: `There is no period from “${from}” to “${to}”.`,
    next: 'Give two days, the earlier one first: period 2026-01-01 2026-01-31.',
  });
}

function wrongNumber(kind: AuditKind): Result<never> {
  return fail('BAD_INPUT', {
    message: `What is to be audited of the kind ${kind} isn’t told in these words.`,
    next: `Write ${AUDIT_WORDS}. A name with blanks stands in quotes.`,
  });
}
