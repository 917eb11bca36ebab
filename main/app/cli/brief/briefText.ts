import type { Brief, Directive } from '../../../../shared/contract/brief.ts';
import { dayWords } from '../../../../shared/domain/dayWords.ts';

const SHOWN = 10;

/** The brief as a person reads it: what fails first, then the answers, what is live, what to do. */
export function briefText(brief: Brief): string {
  const { asOf, missing, failedChecks, failedRuns, answers, noLead, live, directives, record, freshness } =
    brief;
  const open = directives.filter(({ state }) => state === 'proposed' || state === 'snoozed');
  const came = directives.flatMap(({ outcome }) => (outcome === null ? [] : [outcome.sentence]));
  const late = freshness.filter(({ state }) => state !== 'fresh');
  const parts = [
    asOf?.sentence ?? '',
    listed(
      'Still to do',
      missing.map(({ message, next }) => `${message} ${next}`),
    ),
    listed(
      `Checks that speak against the data: ${failedChecks.total}`,
      failedChecks.checks.map(({ name, message }) => (message === null ? name : `${name}: ${message}`)),
      failedChecks.total,
    ),
    listed(
      'Pipelines whose last run failed',
      failedRuns.map(({ sentence }) => sentence),
    ),
    listed(
      'Not fresh',
      late.map(({ sentence }) => sentence),
    ),
    noLead === null ? '' : `${noLead.sentence}\n${noLead.next}`,
    (answers ?? []).map(({ question, answer }) => `${question} ${answer}`).join('\n'),
    listed(
      'Live trends',
      live.map(({ sentence }) => sentence),
    ),
    listed('Directives', open.map(directiveLine)),
    listed('What came of earlier ones', came),
    directives.length === 0 ? '' : record.sentence,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function directiveLine({ action, sentence, state, decided, daysLeft }: Directive): string {
  const left = daysLeft === null || action === 'hold' || action === 'watch' ? '' : `, ${leftWords(daysLeft)}`;
  const until = state === 'snoozed' && decided?.until ? `, snoozed until ${dayWords(decided.until)}` : '';
  return `${action}${left}${until}: ${sentence}`;
}

function leftWords(days: number): string {
  return days === 0 ? 'today at the latest' : `${days} ${days === 1 ? 'day' : 'days'} left`;
}

function listed(title: string, lines: readonly string[], total = lines.length): string {
  if (lines.length === 0) return '';
  const more = total > SHOWN ? [`  and ${total - SHOWN} more, which are in --json`] : [];
  return [title, ...lines.slice(0, SHOWN).map((line) => `  ${line}`), ...more].join('\n');
}
