import { StudyName } from '../../../shared/domain/study.ts';
import type { FindingMaterial, FindingTold, SideMaterial, Working } from '../packages/material/finding.ts';
import type { RowSet } from '../packages/material/rowSet.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** What a finding has of its own: all but what every package has. */
export type FindingPart = Pick<
  FindingMaterial,
  | 'kind'
  | 'subject'
  | 'grain'
  | 'signal'
  | 'outcome'
  | 'steps'
  | 'told'
  | 'working'
  | 'title'
  | 'conclusion'
  | 'status'
>;

/**
 * A pair without names and amounts. In place of its values stand the scores that are correlated: they hold the order of what
 * was new in each step and nothing of its size, so that every correlation is made from them again and no amount comes back.
 */
export function anonymisedFinding(
  material: FindingMaterial,
  raw: { readonly signal: RowSet; readonly outcome: RowSet },
  pseudonyms: Pseudonyms,
): FindingPart {
  const { subject, grain, told, working } = material;
  const warmup = working?.warmup ?? 0;
  const names = {
    signal: pseudonyms.of('signal', subject.signal),
    outcome: pseudonyms.of('outcome', subject.outcome),
  };
  const sideOf = (side: 'signal' | 'outcome'): SideMaterial => {
    const { relation, lineage, prepared } = material[side];
    const scores = prepared?.scores.slice(warmup) ?? [];
    return {
      ...{ name: names[side], label: names[side], relation: pseudonyms.relation(relation) },
      ...{ lineage: lineage.slice(warmup), raw: raw[side], rawTold: 'Its days and ids, without amounts.' },
      values: material.steps.slice(warmup).map((_, t) => scores[t] ?? null),
      prepared:
        prepared === null
          ? null
          : {
              ...{ log: false, order: 0, coefficients: [], mean: 0, news: scores, scores },
              expected: scores.map(() => 0),
            },
    };
  };
  return {
    ...{ kind: 'finding', grain },
    subject: {
      kind: 'finding',
      study: StudyName.parse(pseudonyms.of('study', subject.study)),
      ...names,
    },
    title: `${names.signal} and ${names.outcome}`,
    conclusion: sentenceOf(told, grain, names),
    status: `Verdict: ${told.verdict}`,
    ...{ signal: sideOf('signal'), outcome: sideOf('outcome'), steps: material.steps.slice(warmup) },
    told: { ...told, sentence: '', notes: [], days: null },
    working: working === null ? null : withoutWarmup(working),
  };
}

/** Steps count from the first that has a score. */
function withoutWarmup(working: Working): Working {
  const { warmup, windows, leads, variants } = working;
  return {
    ...working,
    warmup: 0,
    // Correlations of counts as they are can't be made without them.
    leads: leads.map((one) => ({ ...one, raw: null })),
    // Why a question has no answer is told with the names of both series.
    variants: variants.map((one) => (one.lead === null ? { ...one, told: 'It has no answer.' } : one)),
    windows: windows.map((one) => ({
      ...one,
      from: Math.max(0, one.from - warmup),
      to: Math.max(0, one.to - warmup),
    })),
  };
}

function sentenceOf(
  { verdict, lead, r, q }: FindingTold,
  grain: string,
  { signal, outcome }: { readonly signal: string; readonly outcome: string },
): string {
  const figures = [
    ...(lead === null
      ? []
      : [
          `${signal} comes ${Math.abs(lead)} ${grain}${Math.abs(lead) === 1 ? '' : 's'} ${lead < 0 ? 'after' : 'before'} ${outcome}`,
        ]),
    ...(r === null ? [] : [`rank correlation ${r.toFixed(2)}`]),
    ...(q === null ? [] : [q < 0.001 ? 'q below 0.001' : `q ${q.toFixed(3)}`]),
  ];
  return `The verdict on ${signal} and ${outcome} is “${verdict}”${figures.length === 0 ? '' : `: ${figures.join(', ')}`}.`;
}
