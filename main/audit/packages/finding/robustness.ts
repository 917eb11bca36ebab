import type { Cell } from '../../workbook/cell.ts';
import { placeOf } from '../../workbook/reference.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { FindingMaterial, WindowLine, Working } from '../material/finding.ts';
import { type Draft, draftPage } from '../sheet/draft.ts';
import { type AlignedPlaces, alignedPlaces, ROBUSTNESS } from './columns.ts';
import { stepCell } from './stepCell.ts';

const R = { kind: 'number', digits: 6 } as const;
/** Title, explanation, an empty row, a section with its explanation, and the headings. */
const FIRST_WINDOW = 7;

export function windowsPlace({ windows }: Working): { readonly agrees: string } {
  const last = FIRST_WINDOW + Math.max(1, windows.length) - 1;
  return { agrees: placeOf(ROBUSTNESS, { top: FIRST_WINDOW, left: 5, bottom: last, right: 5 }) };
}

/** Whether the finding holds in parts of the period, asked in other ways, and against series that can't be related. */
export function robustnessSheet(material: FindingMaterial, working: Working, withRows: boolean): PageSheet {
  return {
    kind: 'page',
    name: ROBUSTNESS,
    make() {
      const draft = draftPage(ROBUSTNESS);
      draft.heading(
        'Does it hold?',
        'In parts of the period, asked in other ways, and beside series that can’t be related.',
      );
      windowTable(draft, material, working, withRows);
      variantTable(draft, working);
      placeboTable(draft, working);
      return draft.page({ widths: [20, 16, 16, 18, 22, 20, 20, 14] });
    },
  };
}

function windowTable(draft: Draft, material: FindingMaterial, working: Working, withRows: boolean): void {
  const lead = material.told.lead ?? working.strongest.lead;
  draft.section(
    'Windows of the period',
    `Each window by itself. They overlap, so that this describes and proves nothing. CORREL is at lead ${lead}, over the scores of the window that overlap.`,
  );
  const at = alignedPlaces(material);
  const laid = draft.table(
    'tWindows',
    [
      'From',
      'To',
      'Strongest lead',
      'r there',
      'Same lead',
      'CORREL at the lead',
      'The same by the app',
      'Difference',
    ],
    working.windows.map((one, i) =>
      windowCells(one, { row: FIRST_WINDOW + i, lead, material, at, withRows }),
    ),
  );
  const agrees = `E${laid.first}:E${laid.last}`;
  draft.highlight({ range: agrees, when: { equals: 'yes' }, as: 'good' });
  draft.highlight({ range: agrees, when: { equals: 'no' }, as: 'attention' });
}

interface WindowPlace {
  readonly row: number;
  readonly lead: number;
  readonly material: FindingMaterial;
  readonly at: AlignedPlaces;
  readonly withRows: boolean;
}

function windowCells(one: WindowLine, { row, lead, material, at, withRows }: WindowPlace): Cell[] {
  const { from, to, r, agrees, atLead } = one;
  const range = (column: 'signalScore' | 'outcomeScore', first: number, last: number) =>
    placeOf('Aligned series', {
      ...{ top: at.first + first, left: at.number(column) },
      ...{ bottom: at.first + last, right: at.number(column) },
    });
  const ahead = Math.max(0, lead);
  const behind = Math.max(0, -lead);
  const signal = range('signalScore', from + behind, to - ahead);
  const outcome = range('outcomeScore', from + ahead, to - behind);
  return [
    stepCell(material.steps[from] ?? '', material.grain),
    stepCell(material.steps[to] ?? '', material.grain),
    one.lead,
    { value: r, look: 'stored', format: R },
    { value: agrees ? 'yes' : 'no', look: 'strong' },
    withRows
      ? {
          formula: `CORREL(${signal},${outcome})`,
          cached: atLead ?? { error: '#DIV/0!' },
          look: 'live',
          format: R,
        }
      : null,
    { value: atLead, look: 'stored', format: R },
    withRows && atLead !== null
      ? { formula: `F${row}-G${row}`, cached: 0, format: { kind: 'number', digits: 9 } }
      : null,
  ];
}

function variantTable(draft: Draft, { variants }: Working): void {
  draft.section(
    'Asked in another way',
    'The same pair under other settings and in parts of the period, as the app makes it. Each is another question, and none of them is corrected for how many were asked.',
  );
  draft.table(
    'tVariants',
    ['Question', 'Strongest lead', 'r there', 'p', 'r at the lead of the finding', 'What is different'],
    variants.map(({ name, told, lead, r, p, atLead }): Cell[] => [
      { value: name, look: 'strong' },
      lead,
      { value: r, look: 'stored', format: R },
      { value: p, look: 'stored', format: { kind: 'general' } },
      { value: atLead, look: 'stored', format: R },
      told,
    ]),
  );
}

function placeboTable(draft: Draft, { placebo, strongest }: Working): void {
  if (placebo === null) return;
  draft.section(
    'Against chance',
    'The scores of the signal moved around the period by so many steps that nothing can be related any more: the strongest r that comes out all the same.',
  );
  const first = draft.next() + 2;
  const last = first + placebo.shifts.length;
  const stronger = placebo.shifts.filter(({ r }) => Math.abs(r) >= Math.abs(strongest.r)).length;
  draft.line(
    { value: 'As strong as the finding', look: 'label' },
    {
      formula: `SUMPRODUCT(--(ABS(C${first}:C${last - 1})>=ABS(${strongest.r})))`,
      ...{ cached: stronger, look: 'live', format: { kind: 'integer' } },
    },
    { value: `of ${placebo.shifts.length}`, look: 'quiet' },
  );
  draft.table(
    'tPlacebo',
    ['Moved by', 'Strongest lead', 'r there'],
    placebo.shifts.map(({ by, lead, r }): Cell[] => [by, lead, { value: r, look: 'stored', format: R }]),
  );
}
