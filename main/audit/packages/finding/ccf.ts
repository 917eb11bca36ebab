import type { Cell, NumberFormat } from '../../workbook/cell.ts';
import type { Chart } from '../../workbook/chart.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { FindingMaterial, LeadLine, Working } from '../material/finding.ts';
import { draftPage } from '../sheet/draft.ts';
import { ccfPlaces } from './ccfPlaces.ts';
import { alignedPlaces, CCF } from './columns.ts';
import { correlationAt, overlapAt, pairsAt } from './correlating.ts';

const HEADINGS = [
  ...['Lead', 'r by formula', 'r by the app', 'Difference', 'Size of r', 'CORREL of the overlap'],
  ...['Pairs', 'p of this lead', 'p for all leads', 'Lower bound', 'Upper bound', 'r of raw counts'],
];
const R = { kind: 'number', digits: 6 } as const;

/** The correlation at every lead by formula, and a lag that the reviewer can choose. */
export function ccfSheet(material: FindingMaterial, working: Working): PageSheet {
  return {
    kind: 'page',
    name: CCF,
    make() {
      const at = ccfPlaces(working);
      const { grain, told } = material;
      const draft = draftPage(CCF);
      draft.heading(
        'How the two go together at every lead',
        `A lead above 0 means that the signal comes first, by so many ${grain}s. Choose a lag in the tinted cell: r, the overlay and the scatter follow.`,
        12,
      );
      const lag = told.lead ?? working.strongest.lead;
      const line = working.leads[lag + working.maxLead];
      const fact = (title: string, cell: Cell, why: string) =>
        draft.line({ value: title, look: 'label' }, cell, null, { value: why, look: 'quiet', across: 8 });
      const live = (formula: string, cached: number | null, format: NumberFormat = R): Cell => ({
        ...{ formula, cached: cached ?? { error: '#DIV/0!' }, look: 'live', format },
      });
      const scores = material.signal.prepared?.scores ?? [];
      fact(
        'Lag',
        { value: lag, look: 'input', format: { kind: 'integer' } },
        `From ${-working.maxLead} to ${working.maxLead}. It is now the finding’s.`,
      );
      fact(
        'Steps with scores',
        live('ROWS(signal_score)', scores.length - working.warmup, { kind: 'integer' }),
        `The first ${working.warmup} ${grain}s are what the models of the past warm up on.`,
      );
      fact(
        'Unit',
        live(
          'SQRT(SUMSQ(signal_deviation)/COUNT(signal_score))*SQRT(SUMSQ(outcome_deviation)/COUNT(outcome_score))',
          unitOf(material),
        ),
        'The spread of both series of scores: what a sum of products is divided by.',
      );
      fact(
        'r at the lag',
        live(correlationAt('lag'), line?.r ?? null),
        'As the app has it: means of the whole series, the same denominator at every lead.',
      );
      fact(
        'CORREL at the lag',
        live(overlapAt('lag'), line?.overlap ?? null),
        'Excel’s own, with the means of the rows that overlap: a little different away from lead 0.',
      );
      fact(
        'Band of one lead',
        live(
          `NORMSINV(0.975)/SQRT(INDEX($G$${at.first}:$G$${at.last},${working.maxLead + 1}))`,
          working.pointwise,
        ),
        'Of 20 leads of unrelated series, 19 stay within it.',
      );
      fact(
        'Band of all leads',
        live(
          `NORMSINV(1-0.025/COUNT(ccf_lead))/SQRT(INDEX($G$${at.first}:$G$${at.last},${working.maxLead + 1}))`,
          working.allLeads,
        ),
        'Of 20 pairs of unrelated series, 19 stay within it at all their leads (Bonferroni).',
      );
      while (draft.next() < at.headingRow) draft.blank();
      draft.table(
        'tCcf',
        HEADINGS,
        working.leads.map((one) => leadCells(one, at.rowOf(one.lead), at.allLeadsRow, working)),
      );
      draft.validate({
        range: `B${at.lagRow}`,
        ...{ kind: 'whole', from: -working.maxLead, to: working.maxLead },
        prompt: 'Positive: the signal comes first.',
        error: `A whole number from ${-working.maxLead} to ${working.maxLead}.`,
      });
      draft.highlight({
        range: `A${at.first}:L${at.last}`,
        when: { formula: `$A${at.first}=lag` },
        as: 'attention',
      });
      for (const chart of charts(material, working)) draft.draw(chart);
      return draft.page({
        widths: [18, 14, 14, 14, 12, 22, 10, 18, 18, 14, 14, 18],
        frozen: { rows: at.headingRow, columns: 1 },
        repeated: { from: at.headingRow, to: at.headingRow },
      });
    },
  };
}

function leadCells(
  { lead, r, pairs, p, overlap, raw }: LeadLine,
  row: number,
  band: number,
  { allLeads, leads }: Working,
): Cell[] {
  const live = (formula: string, cached: number | null, format: NumberFormat = R): Cell => ({
    ...{ formula, cached: cached ?? { error: '#DIV/0!' }, look: 'live', format },
  });
  const own = `$A${row}`;
  return [
    { value: lead, look: 'strong', format: { kind: 'integer' } },
    live(correlationAt(own), r),
    { value: r, look: 'stored', format: R },
    live(`B${row}-C${row}`, r === null ? null : 0, { kind: 'number', digits: 9 }),
    live(`ABS(B${row})`, r === null ? null : Math.abs(r)),
    live(overlapAt(own), overlap),
    live(pairsAt(own), pairs, { kind: 'integer' }),
    live(`2*NORMSDIST(-ABS(B${row})*SQRT(G${row}+ABS(${own})))`, p, { kind: 'general' }),
    live(`MIN(1,COUNT(ccf_lead)*H${row})`, p === null ? null : Math.min(1, leads.length * p), {
      kind: 'general',
    }),
    live(`-$B$${band}`, -allLeads),
    live(`$B$${band}`, allLeads),
    { value: raw, look: 'quiet', format: R },
  ];
}

function unitOf({ signal, outcome }: FindingMaterial): number {
  const spread = (scores: readonly (number | null)[]) => {
    const held = scores.filter((score) => score !== null);
    const mean = held.reduce((sum, score) => sum + score, 0) / held.length;
    return Math.sqrt(held.reduce((sum, score) => sum + (score - mean) ** 2, 0) / held.length);
  };
  return spread(signal.prepared?.scores ?? []) * spread(outcome.prepared?.scores ?? []);
}

function charts(material: FindingMaterial, working: Working): Chart[] {
  const at = ccfPlaces(working);
  const aligned = alignedPlaces(material);
  const { signal, outcome, grain } = material;
  return [
    {
      ...{ kind: 'bars', title: 'r at every lead', at: { from: 'N3', to: 'Y22' } },
      told: 'A bar for the correlation at each lead, with the bounds within which unrelated series stay at all leads.',
      axis: { x: `lead in ${grain}s, above 0 the signal comes first`, y: 'r' },
      series: [
        { name: 'r', along: at.column(1), values: at.column(2), colour: 'first' },
        { name: 'lower bound', along: at.column(1), values: at.column(10), colour: 'quiet', dashed: true },
        { name: 'upper bound', along: at.column(1), values: at.column(11), colour: 'quiet', dashed: true },
      ],
    },
    {
      ...{ kind: 'line', title: 'The signal at the lag over the outcome', at: { from: 'N24', to: 'Y43' } },
      told: 'Both series as counted, the signal moved by the lag of the tinted cell.',
      axis: { x: grain, y: outcome.label },
      series: [
        {
          name: outcome.label,
          along: aligned.all('step'),
          values: aligned.all('outcomeValue'),
          colour: 'first',
        },
        {
          name: `${signal.label}, at the lag`,
          along: aligned.all('step'),
          values: aligned.all('shiftedValue'),
          colour: 'second',
          right: true,
        },
      ],
    },
    {
      ...{ kind: 'scatter', title: 'Scores at the lag', at: { from: 'N45', to: 'Y64' } },
      told: 'Each dot is a step: the score of the signal at the lag against the score of the outcome.',
      axis: { x: 'score of the signal', y: 'score of the outcome' },
      series: [
        {
          name: 'steps',
          along: aligned.scores('shiftedScore'),
          values: aligned.scores('outcomeScore'),
          colour: 'first',
        },
      ],
    },
  ];
}
