import type { FindingLine } from '../../../../../shared/contract/explorer.ts';
import { steps as stepWords } from '../../../../../shared/domain/grain.ts';
import type { Exception } from '../../../../audit/packages/material/common.ts';
import type { FindingMaterial, FindingTold } from '../../../../audit/packages/material/finding.ts';

/** A list of every gap of a sparse series helps nobody. */
const MOST_GAPS = 200;

/** Days that are missing, what was done to rows, and what no longer fits together. */
export function findingExceptions(
  {
    steps,
    signal,
    outcome,
    grain,
    told,
  }: Pick<FindingMaterial, 'steps' | 'signal' | 'outcome' | 'grain' | 'told'>,
  stored: FindingLine | null,
  stale: string | null,
): Exception[] {
  const gaps = [
    ...gapsOf('signal', signal.label, signal.values, steps),
    ...gapsOf('outcome', outcome.label, outcome.values, steps),
  ];
  const shown = gaps.slice(0, MOST_GAPS).map(
    ({ side, label, from, to, rows }): Exception => ({
      id: `gap ${side} ${from}`,
      severity: 'low',
      found: 'calendar',
      told: `${label}: nothing is known ${from === to ? `of ${from}` : `from ${from} to ${to}`} (${stepWords(rows, grain)}). They stay out of every correlation; in the past of later ${grain}s their forecast stands in for them.`,
      rows,
    }),
  );
  const more = gaps.length - shown.length;
  return [
    ...(stale === null
      ? []
      : [{ id: 'stale', severity: 'high' as const, found: 'version', told: stale, rows: null }]),
    ...differs(told, stored),
    ...shown,
    ...(more > 0
      ? [
          {
            ...{ id: 'gaps more', severity: 'low' as const, found: 'calendar', rows: more },
            told: `${more} more gaps: they are empty cells of Aligned series.`,
          },
        ]
      : []),
    ...told.notes.map((note, at) => ({
      ...{ id: `note ${at + 1}`, severity: 'note' as const, found: 'study', told: note, rows: null },
    })),
  ];
}

function differs(told: FindingTold, stored: FindingLine | null): Exception[] {
  const exception = (text: string): Exception[] => [
    { id: 'stored finding', severity: 'high', found: 'study', told: text, rows: null },
  ];
  if (stored === null)
    return exception(
      'The last run of the study has no finding of this pair: what stands here was made for this package.',
    );
  const r = Math.abs((told.r ?? 0) - (stored.r ?? 0)) > 1e-9;
  if (told.verdict === stored.verdict && told.lead === stored.lead && !r) return [];
  return exception(
    `The study stored “${stored.verdict}” at lead ${stored.lead ?? 'none'} (r ${stored.r ?? 'none'}); made again it is “${told.verdict}” at lead ${told.lead ?? 'none'} (r ${told.r ?? 'none'}). Other pairs were tried since, or its data changed: run the study again.`,
  );
}

interface Gap {
  readonly side: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

function gapsOf(
  side: string,
  label: string,
  values: readonly (number | null)[],
  steps: readonly string[],
): Gap[] {
  const gaps: Gap[] = [];
  for (let t = 0; t < values.length; ) {
    let end = t;
    while (end < values.length && values[end] === null) end += 1;
    if (end > t) gaps.push({ side, label, from: steps[t] ?? '', to: steps[end - 1] ?? '', rows: end - t });
    t = Math.max(end, t + 1);
  }
  return gaps;
}
