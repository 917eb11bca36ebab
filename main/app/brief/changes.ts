import type { BriefChange, Directive, FailedRun, Freshness } from '../../../shared/contract/brief.ts';
import type { CheckLine } from '../../../shared/contract/quality.ts';
import type { ChangedFinding, VersionComparison } from '../studies/run/compareVersions.ts';
import type { WrittenFinding } from './latestFindings.ts';
import { staleChanges } from './staleChanges.ts';

export interface ChangesFrom {
  /** When the last visit was; null at the first, when all that is there is new. */
  readonly since: string | null;
  readonly checks: readonly CheckLine[];
  readonly runs: readonly FailedRun[];
  readonly freshness: readonly Freshness[];
  readonly directives: readonly Directive[];
  /** Null where the study hasn't run since. */
  readonly compared: Pick<VersionComparison, 'appeared' | 'vanished' | 'changed'> | null;
  /** At the first visit: what the study found. */
  readonly findings: readonly WrittenFinding[];
  readonly studiedAt: string | null;
}

const WEIGHT: readonly BriefChange['kind'][] = [
  'check failed',
  'run failed',
  'new directive',
  'directive judged',
  'verdict changed',
  'finding gone',
  'source stale',
  'new finding',
];

/** What is different from the last visit, the weightiest first. */
export function changesOf(from: ChangesFrom): BriefChange[] {
  const isNew = (at: string | null) => from.since === null || (at !== null && at > from.since);
  const all = [
    ...from.checks.flatMap((check) => failedCheck(check, isNew)),
    ...from.runs.flatMap((run) => failedRun(run, isNew)),
    ...from.directives.flatMap((one) => directiveChanges(one, isNew)),
    ...(from.since === null ? firstFindings(from) : comparedChanges(from)),
    ...staleChanges(from.freshness, isNew),
  ];
  return all
    .map((change, at) => ({ change, at }))
    .sort((a, b) => WEIGHT.indexOf(a.change.kind) - WEIGHT.indexOf(b.change.kind) || a.at - b.at)
    .map(({ change }) => change);
}

type IsNew = (at: string | null) => boolean;

function failedCheck({ id, name, message, firstSeen, acknowledged }: CheckLine, isNew: IsNew): BriefChange[] {
  if (acknowledged !== null || !isNew(firstSeen?.at ?? null)) return [];
  return [
    {
      kind: 'check failed',
      sentence: `The check ${name} speaks against the data${message === null ? '.' : `: ${message}`}`,
      ...{ at: firstSeen?.at ?? null, subject: id, pair: null },
    },
  ];
}

function failedRun({ run, sentence, at }: FailedRun, isNew: IsNew): BriefChange[] {
  return isNew(at) ? [{ kind: 'run failed', sentence, at, subject: run, pair: null }] : [];
}

function directiveChanges(one: Directive, isNew: IsNew): BriefChange[] {
  const { signal, outcome } = one.about;
  const base = { subject: one.id, pair: { signal, outcome } };
  const { outcome: came } = one;
  if (came !== null && isNew(came.at))
    return [{ kind: 'directive judged', sentence: came.sentence, at: came.at, ...base }];
  if (one.state !== 'proposed' || !isNew(one.madeAt)) return [];
  return [{ kind: 'new directive', sentence: one.sentence, at: one.madeAt, ...base }];
}

function firstFindings({ findings, studiedAt }: ChangesFrom): BriefChange[] {
  return findings
    .filter(({ verdict, lead }) => verdict === 'confirmed' && (lead ?? 0) > 0)
    .sort((a, b) => Math.abs(b.strength ?? 0) - Math.abs(a.strength ?? 0))
    .map(({ signal, outcome, sentence }) => ({
      ...{ kind: 'new finding' as const, sentence, at: studiedAt, subject: null },
      pair: { signal, outcome },
    }));
}

function comparedChanges({ compared, studiedAt }: ChangesFrom): BriefChange[] {
  if (compared === null) return [];
  const line = (kind: BriefChange['kind'], one: ChangedFinding): BriefChange => ({
    ...{ kind, sentence: comparedSentence(kind, one), at: studiedAt, subject: null },
    pair: { signal: one.signal, outcome: one.outcome },
  });
  return [
    ...compared.changed.map((one) => line('verdict changed', one)),
    ...compared.vanished.map((one) => line('finding gone', one)),
    ...compared.appeared.map((one) => line('new finding', one)),
  ];
}

function comparedSentence(kind: BriefChange['kind'], one: ChangedFinding): string {
  const { signalLabel, outcomeLabel, was, is } = one;
  const pair = `${signalLabel} and ${outcomeLabel}`;
  if (kind === 'new finding') return `${pair}: ${said(is)}, where nothing was found before.`;
  if (kind === 'finding gone') return `${pair}: nothing is found any more; it was ${said(was)}.`;
  return `${pair}: now ${said(is)}, before ${said(was)}.`;
}

function said(one: ChangedFinding['is']): string {
  if (one === null) return 'no evidence';
  return one.lead === null ? one.verdict : `${one.verdict} at a lead of ${one.lead}`;
}
