import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { FindingMaterial } from '../material/finding.ts';
import { draftPage } from '../sheet/draft.ts';
import { ALIGNED, type AlignedPlaces, alignedPlaces } from './columns.ts';
import { preparedCells, type SideColumns } from './preparedCells.ts';
import { stepCell } from './stepCell.ts';

const SIX = { kind: 'number', digits: 6 } as const;
const SIGNAL: SideColumns = {
  ...{ value: 'signalValue', level: 'signalLevel', calendar: 'signalCalendar', rest: 'signalRest' },
  ...{ foreseen: 'signalForeseen', past: 'signalPast', news: 'signalNews', score: 'signalScore' },
  coefficient: 'signalCoefficient',
};
const OUTCOME: SideColumns = {
  ...{ value: 'outcomeValue', level: 'outcomeLevel', calendar: 'outcomeCalendar', rest: 'outcomeRest' },
  ...{ foreseen: 'outcomeForeseen', past: 'outcomePast', news: 'outcomeNews', score: 'outcomeScore' },
  coefficient: 'outcomeCoefficient',
};

/** Both series on one calendar, and each step of what the app made of them before it compared them. */
export function alignedSheet(material: FindingMaterial): PageSheet {
  return {
    kind: 'page',
    name: ALIGNED,
    make() {
      const at = alignedPlaces(material);
      const draft = draftPage(ALIGNED);
      draft.heading(
        `${material.signal.label} and ${material.outcome.label}, ${material.grain} by ${material.grain}`,
        'Columns that a formula makes follow when a value is changed: level, what the calendar doesn’t explain, what the own past foresees, what is new, its rank as a normal score. What the calendar explains and the coefficients of the past were fitted by the app and stand as they are.',
        14,
      );
      draft.table('tAligned', headings(material), []);
      const signal = preparedCells(material.signal, at, SIGNAL);
      const outcome = preparedCells(material.outcome, at, OUTCOME);
      const rows = material.steps.map((step, t) => [
        stepCell(step, material.grain),
        { value: material.signal.lineage[t] || null, look: 'code' } as const,
        { value: material.outcome.lineage[t] || null, look: 'code' } as const,
        material.signal.values[t] ?? null,
        material.outcome.values[t] ?? null,
        ...signal(t),
        ...outcome(t),
        ...shiftedCells(material, at, t),
        ...coefficientCells(material, t),
      ]);
      return alignedPage(draft, rows, material, at);
    },
  };
}

function alignedPage(
  draft: ReturnType<typeof draftPage>,
  rows: readonly (readonly Cell[])[],
  material: FindingMaterial,
  at: AlignedPlaces,
) {
  const empty = draft.page({ widths: [] });
  // The headings stand already; the empty line below them makes room for what there is.
  const above = empty.rows.slice(0, at.first - 1);
  const last = at.letter('shiftedScore');
  const coefficients = `${at.letter('lagNumber')}${at.first - 1}:${at.letter('outcomeCoefficient')}${at.first + Math.max(1, at.warmup) - 1}`;
  return {
    rows: [...above, ...(rows.length === 0 ? [[]] : rows)],
    widths: [
      ...[13, 16, 16, 14, 14, 12, 14, 12, 12, 12, 12, 12, 14, 12, 14, 12, 12, 12, 12, 12, 14, 14, 14, 3],
      ...[8, 16, 16],
    ],
    tables: [
      { name: 'tAligned', range: `A${at.first - 1}:${last}${at.last}` },
      ...(material.working === null || at.warmup === 0 ? [] : [{ name: 'tPast', range: coefficients }]),
    ],
    frozen: { rows: at.first - 1, columns: 1 },
    repeated: { from: at.first - 1, to: at.first - 1 },
  };
}

function headings({ grain, working }: FindingMaterial): string[] {
  const side = (name: string) => [
    ...[`${name} level`, `${name} by calendar`, `${name} rest`, `${name} foreseen`, `${name} past`],
    ...[`${name} news`, `${name} score`, `${name} score less mean`],
  ];
  return [
    ...[grain, 'signal lineage', 'outcome lineage', 'signal', 'outcome'],
    ...side('signal'),
    ...side('outcome'),
    ...['signal at the lag', 'signal score at the lag', ' '],
    ...(working === null || working.warmup === 0 ? [] : ['lag', 'signal coefficient', 'outcome coefficient']),
  ];
}

/** The signal as it was so many steps before as the lag cell says: overlay and scatter are drawn from it. */
function shiftedCells({ signal, working, told }: FindingMaterial, at: AlignedPlaces, t: number): Cell[] {
  if (working === null) return [null, null, null];
  const lag = told.lead ?? working.strongest.lead;
  const count = at.last - at.first + 1;
  const picked = (column: 'signalValue' | 'signalScore', values: readonly (number | null)[]): Cell => {
    const range = at.all(column).replace(/^.*!/, '');
    const place = `${t + 1}-lag`;
    const inside = `INDEX(${range},MAX(1,MIN(${count},${place})))`;
    return {
      formula: `IF(AND(${place}>=1,${place}<=${count}),IF(ISNUMBER(${inside}),${inside},NA()),NA())`,
      cached: values[t - lag] ?? { error: '#N/A' },
      look: 'quiet',
      ...(column === 'signalScore' && { format: SIX }),
    };
  };
  const scores = signal.prepared?.scores ?? [];
  return [picked('signalValue', signal.values), picked('signalScore', scores), null];
}

/** From the furthest past down to the step before: in the order in which the past stands in its column. */
function coefficientCells({ signal, outcome, working }: FindingMaterial, t: number): Cell[] {
  const warmup = working?.warmup ?? 0;
  if (t >= warmup) return [];
  const lag = warmup - t;
  return [
    lag,
    { value: signal.prepared?.coefficients[lag - 1] ?? 0, look: 'stored', format: SIX },
    { value: outcome.prepared?.coefficients[lag - 1] ?? 0, look: 'stored', format: SIX },
  ];
}
