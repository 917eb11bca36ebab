import { steps } from '../../../../shared/domain/grain.ts';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import { leads, type StudyStrength } from '../../studies/run/strengths.ts';
import type { StudyFinding } from '../../studies/run/studyFinding.ts';

const ACTS_SHOWN = 5;

/** What answers need of findings and strengths, whether a run just made them or a relation holds them. */
export interface Answered {
  readonly findings: readonly AnsweredFinding[];
  readonly strengths: readonly AnsweredStrength[];
}
type AnsweredFinding = Pick<StudyFinding, 'signal' | 'outcome' | 'verdict' | 'lead' | 'strength'> & {
  readonly actionableLead: { readonly days: number } | null;
};
type AnsweredStrength = Pick<StudyStrength, 'platform' | 'rank' | 'strength'> & {
  readonly behind: { readonly lower: number };
};

/** The three questions a study is run for, as far as its findings answer them. */
export function answersText(answered: Answered, study: StudyFile): string {
  return answersOf(answered, study)
    .map(({ question, answer }) => `${question} ${answer}`)
    .join('\n');
}

export function answersOf(
  { findings, strengths }: Answered,
  study: StudyFile,
): { question: string; answer: string }[] {
  const confirmed = findings.filter((one) => leads(one) && one.verdict === 'confirmed');
  const trusted = confirmed.length > 0 ? confirmed : findings.filter(leads);
  const how = confirmed.length > 0 ? 'confirmed' : 'suggestive';
  return [
    { question: 'How long after a signal does its outcome follow?', answer: howLong(trusted, how, study) },
    { question: 'Which platform leads most strongly?', answer: platforms(strengths, study) },
    { question: 'What to do now?', answer: whatNow(trusted, how) },
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

function platforms(strengths: readonly AnsweredStrength[], { signals }: StudyFile): string {
  if (!(signals.about ?? []).includes('platform'))
    return 'The signals of this study don’t say their platform.';
  const firsts = strengths.filter(({ rank }) => rank === 1);
  if (firsts.length === 0) return 'No lead was found on which two platforms could be compared.';
  const wins = new Map<string, AnsweredStrength[]>();
  for (const one of firsts) wins.set(one.platform, [...(wins.get(one.platform) ?? []), one]);
  const mean = (all: readonly AnsweredStrength[]) =>
    all.reduce((sum, { strength }) => sum + strength, 0) / all.length;
  const ranked = [...wins].sort(([, a], [, b]) => b.length - a.length || mean(b) - mean(a));
  const [best, ...others] = ranked.map(
    ([platform, won]) =>
      `${platform} (first in ${won.length} of ${firsts.length}, strength ${mean(won).toFixed(2)})`,
  );
  const close = strengths.filter(({ rank, behind }) => rank === 2 && behind.lower <= 0).length;
  const unsure =
    close === 0 ? '' : ` In ${close} of ${firsts.length} the second can’t be told from the first.`;
  return `${best}${others.length > 0 ? `, then ${others.join(', ')}` : ''}.${unsure}`;
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
      ({ signal, outcome, actionableLead }) =>
        `\n  Watch ${signal}: from a spike that is known, ${leftText(actionableLead?.days ?? 0)} are left to prepare ${outcome}.`,
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
