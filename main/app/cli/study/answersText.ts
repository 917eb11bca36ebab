import { steps } from '../../../../shared/domain/grain.ts';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import { leads, type StudyStrength } from '../../studies/run/strengths.ts';
import type { StudyFinding } from '../../studies/run/studyFinding.ts';
import { strongestPlatform } from './strongestPlatform.ts';

const ACTS_SHOWN = 5;

/** What answers need of findings and strengths, whether a run just made them or a relation holds them. */
export interface Answered {
  readonly findings: readonly AnsweredFinding[];
  readonly strengths: readonly AnsweredStrength[];
}
type AnsweredFinding = Pick<
  StudyFinding,
  'signal' | 'outcome' | 'signalLabel' | 'outcomeLabel' | 'verdict' | 'lead' | 'strength'
> & {
  readonly actionableLead: { readonly days: number } | null;
};
export type AnsweredStrength = Pick<StudyStrength, 'platform' | 'rank' | 'strength'> & {
  readonly behind: { readonly lower: number };
};

/** The three questions a study is run for, as far as its findings answer them. */
export function answersText(answered: Answered, study: StudyFile): string {
  return answersOf(answered, study)
    .map(({ question, answer }) => `${question} ${answer}`)
    .join('\n');
}

export interface Answer {
  readonly question: string;
  readonly answer: string;
  /** How it was come by, and what its words mean; null where there is nothing to say. */
  readonly working: string | null;
}

export function answersOf({ findings, strengths }: Answered, study: StudyFile): Answer[] {
  const confirmed = findings.filter((one) => leads(one) && one.verdict === 'confirmed');
  const trusted = confirmed.length > 0 ? confirmed : findings.filter(leads);
  const how = confirmed.length > 0 ? 'confirmed' : 'suggestive';
  return [
    {
      question: 'How long after a signal does its outcome follow?',
      answer: howLong(trusted, how, study),
      working: null,
    },
    { question: 'Which platform leads most strongly?', ...strongestPlatform(strengths, study) },
    { question: 'What to do now?', answer: whatNow(trusted, how), working: null },
  ];
}

function howLong(trusted: readonly AnsweredFinding[], how: string, { grain = 'day' }: StudyFile): string {
  if (trusted.length === 0) return 'No lead was found that one could trust.';
  const days = trusted.map(({ lead }) => lead ?? 0);
  const inTime = trusted.filter(({ actionableLead }) => (actionableLead?.days ?? 0) > 0).length;
  const beat =
    inTime === 0
      ? 'None leaves time to act, once the signal is known and the reaction takes effect.'
      : `${inTime} of ${trusted.length} leave time to act.`;
  const found = trusted.length === 1 ? 'lead' : 'leads';
  return `${spreadOf(days, 0)} ${grain}s later, in ${trusted.length} ${how} ${found}. ${beat}`;
}

function whatNow(trusted: readonly AnsweredFinding[], how: string): string {
  const acts = trusted
    .filter(({ actionableLead }) => (actionableLead?.days ?? 0) > 0)
    .sort((a, b) => Math.abs(b.strength ?? 0) - Math.abs(a.strength ?? 0));
  if (acts.length === 0)
    return 'Hold: no signal gives a warning that comes early enough. Run the study again when there is more data.';
  const watched = acts
    .slice(0, ACTS_SHOWN)
    .map(
      ({ signal, outcome, signalLabel = signal, outcomeLabel = outcome, actionableLead }) =>
        `\n  Watch ${signalLabel}: from a spike that is known, ${leftText(actionableLead?.days ?? 0)} are left to prepare ${outcomeLabel}.`,
    );
  const more = acts.length > ACTS_SHOWN ? `\n  and ${acts.length - ACTS_SHOWN} more` : '';
  const begins =
    how === 'confirmed'
      ? 'Be ready where a spike leaves time to act.'
      : 'None is confirmed, so that these are to watch and not yet to buy for.';
  return `${begins}${watched.join('')}${more}`;
}

/** Of a study by hour it may be less than a day. */
function leftText(days: number): string {
  return days < 2 && days % 1 !== 0 ? steps(Math.round(24 * days), 'hour') : steps(Math.floor(days));
}

/** "4" or "4 to 9". */
export function spreadOf(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0].map((value) => value.toFixed(digits));
  return least === most ? `${least}` : `${least} to ${most}`;
}
