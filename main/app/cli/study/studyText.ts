import type { Grain } from '../../../../shared/domain/grain.ts';
import { leads } from '../../studies/run/strengths.ts';
import type { StudyFinding } from '../../studies/run/studyFinding.ts';
import type { StudyRun } from '../../studies/runStudy.ts';
import type { ReadyStudy } from '../../studies/studyFiles.ts';
import { countText } from '../textTable.ts';
import { answersText, spreadOf } from './answersText.ts';

const FINDINGS_SHOWN = 10;
const REFUSALS_SHOWN = 5;
const WEIGHT = ['confirmed', 'suggestive', 'unresolved lag', 'sales lead social'];

/** A run as a person reads it: the strongest findings first, what they answer, what couldn't be studied. */
export function studyText({ name, study }: ReadyStudy, run: StudyRun): string {
  const { findings, version, related, tests, wrote } = run;
  const claims = findings
    .filter(({ verdict }) => WEIGHT.includes(verdict))
    .sort(
      (a, b) =>
        WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict) ||
        Math.abs(b.strength ?? 0) - Math.abs(a.strength ?? 0),
    );
  const refused = findings.filter(({ verdict }) => verdict === 'refused');
  const parts = [
    study.title ?? name,
    claims.some(leads) ? '' : noLead(findings, study.grain),
    claims
      .slice(0, FINDINGS_SHOWN)
      .map(({ verdict, sentence }) => `${verdict}: ${sentence}`)
      .join('\n'),
    claims.length > FINDINGS_SHOWN
      ? `${countText(claims.length - FINDINGS_SHOWN)} more are in ${study.into}.`
      : '',
    answersText(run, study),
    refusals(refused),
    `${countText(findings.length)} ${findings.length === 1 ? 'pair' : 'pairs'}, ${countText(related)} related after correction for ${countText(tests)} tried${refused.length > 0 ? `, ${countText(refused.length)} refused` : ''}. Version ${version.version}, written to ${wrote.join(' and ')}.`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A full answer: what was looked at, and what it would have taken to be seen. */
export function noLead(findings: readonly Pick<StudyFinding, 'detectable'>[], grain: Grain = 'day'): string {
  const seen = findings.flatMap(({ detectable }) => (detectable === null ? [] : [detectable]));
  if (seen.length === 0) return 'No trustworthy lead found: no pair could be studied.';
  const elasticities = seen.map(({ elasticity }) => elasticity * 10);
  const correlations = seen.map(({ correlation }) => correlation);
  return `No trustworthy lead found in ${countText(seen.length)} ${seen.length === 1 ? 'pair' : 'pairs'}. An effect of ${spreadOf(elasticities, 1)} % on an outcome for every 10 % of a signal (a correlation of ${spreadOf(correlations, 2)}) would have been found eight times in ten; a smaller one may be there. More ${grain}s make smaller effects visible.`;
}

function refusals(refused: readonly StudyFinding[]): string {
  if (refused.length === 0) return '';
  const sentences = [...new Set(refused.map(({ sentence }) => sentence))];
  const more = sentences.length - REFUSALS_SHOWN;
  return [
    'Could not be studied:',
    ...sentences.slice(0, REFUSALS_SHOWN).map((sentence) => `  ${sentence}`),
    ...(more > 0 ? [`  and ${countText(more)} more reasons`] : []),
  ].join('\n');
}
