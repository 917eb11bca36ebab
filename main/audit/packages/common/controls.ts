import type { Cell, NumberFormat } from '../../workbook/cell.ts';
import { serialOfDay } from '../../workbook/serial.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { Control } from '../material/common.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Known, Later } from '../sheet/frame.ts';
import { formulaOf } from '../sheet/measured.ts';
import { BREAK, TIES, toleranceOf } from '../sheet/ties.ts';

export const CONTROLS = 'Control totals';

const HEADINGS = ['Row', 'Stage', 'Of', 'What', 'Value', 'To equal', 'Difference', 'Result', 'Why'];

/** From the source over staging and marts to the sheets: what had to arrive, and whether it did. */
export function controlsSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: CONTROLS,
    make(written) {
      const known = later(written);
      const { controls } = known.material;
      const draft = draftPage(CONTROLS);
      draft.heading(
        'Control totals, from the source to this workbook',
        'Each line was counted at its own stage: the ledger of loads for the source, the database for relations, a formula over the rows for sheets. Where a line has to equal another, the difference is a formula of this sheet.',
        8,
      );
      const first = draft.next() + 1;
      const rowOf = new Map(controls.map(({ id }, at) => [id, first + at]));
      const laid = draft.table(
        'tControls',
        HEADINGS,
        controls.map((control, at) => controlLine(control, known, first + at, rowOf)),
      );
      const results = `H${laid.first}:H${laid.last}`;
      draft.highlight({ range: results, when: { equals: TIES }, as: 'good' });
      draft.highlight({ range: results, when: { equals: BREAK }, as: 'bad' });
      return draft.page({
        widths: [36, 12, 32, 26, 16, 36, 14, 12, 70],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}

function controlLine(
  control: Control,
  known: Known,
  row: number,
  rowOf: ReadonlyMap<string, number>,
): readonly Cell[] {
  const { id, stage, of, what, against, told } = control;
  const other = against === null ? undefined : rowOf.get(against);
  const told1: Cell[] = [{ value: id, look: 'code' }, stage, of, what];
  const why: Cell = { value: told, look: 'wrapped' };
  if (other === undefined) return [...told1, valueCell(control, known), '', '', '', why];
  const difference = differenceOf(control, known);
  return [
    ...told1,
    valueCell(control, known),
    { value: against, look: 'code' },
    {
      formula: `IF(AND(ISNUMBER(E${row}),ISNUMBER(E${other})),E${row}-E${other},"")`,
      cached: difference ?? '',
      format: { kind: 'general' },
    },
    {
      formula: `IF(AND(ISNUMBER(E${row}),ISNUMBER(E${other})),IF(ABS(E${row}-E${other})<=MAX(1E-9,1E-12*ABS(E${other})),"${TIES}","${BREAK}"),"")`,
      cached: resultOf(control, known),
      look: 'result',
    },
    why,
  ];
}

function valueCell({ value }: Control, known: Known): Cell {
  if (value.is === 'live') {
    const standing = known.standing(value.table);
    const cached = known.valueOf(value.table, value.measure);
    if (standing === null) return { value: 'not in this variant', look: 'quiet' };
    const format: NumberFormat = { kind: value.format };
    return {
      formula: formulaOf(value.measure, standing),
      cached: cached ?? { error: '#DIV/0!' },
      look: 'live',
      format,
    };
  }
  if (value.value === null) return { value: 'none', look: 'quiet' };
  if (typeof value.value === 'number')
    return { value: value.value, look: 'stored', format: { kind: 'general' } };
  return { value: value.value, look: 'stored', format: { kind: 'day' } };
}

function numberOf({ value }: Control, known: Known): number | null {
  if (value.is === 'live')
    return known.standing(value.table) === null ? null : known.valueOf(value.table, value.measure);
  return typeof value.value === 'object' && value.value !== null ? serialOfDay(value.value.day) : value.value;
}

function differenceOf(control: Control, known: Known): number | null {
  const other = known.material.controls.find(({ id }) => id === control.against);
  const [one, two] = [numberOf(control, known), other === undefined ? null : numberOf(other, known)];
  return one === null || two === null ? null : one - two;
}

function resultOf(control: Control, known: Known): string {
  const difference = differenceOf(control, known);
  if (difference === null) return '';
  const other = known.material.controls.find(({ id }) => id === control.against);
  const tolerance = other === undefined ? 0 : toleranceOf(numberOf(other, known));
  return Math.abs(difference) <= tolerance ? TIES : BREAK;
}

export function controlResults(known: Known): readonly string[] {
  return known.material.controls.map((control) => resultOf(control, known));
}
