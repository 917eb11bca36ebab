import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Known, Later, Middle } from '../sheet/frame.ts';
import { BREAK, resultOf, TIES } from '../sheet/ties.ts';
import { controlResults } from './controls.ts';

export const COVER = 'Cover';

/** Past the last row of any headline. */
const MOST_LINES = 5_000;

const VARIANTS = {
  full: 'Full: every row behind the figures is in this workbook.',
  summary: 'Summary: totals and what they are made of, without the rows behind them.',
  anonymised: 'Anonymised: names are replaced, small counts and free text are left out.',
} as const;

export function coverSheet(later: Later, middle: Middle): PageSheet {
  return {
    kind: 'page',
    name: COVER,
    make(written) {
      const known = later(written);
      const { material, variant, packageId } = known;
      const draft = draftPage(COVER);
      draft.line({ value: material.title, look: 'title', across: 4 });
      draft.line({ value: material.conclusion, look: 'wrapped', across: 4 });
      draft.blank();
      const fact = (name: string, value: Cell) => draft.line({ value: name, look: 'label' }, value);
      fact('Status', { value: material.status, look: 'strong', across: 3 });
      for (const [at, line] of material.scope.entries())
        fact(at === 0 ? 'Scope' : '', { value: line, look: 'wrapped', across: 3 });
      fact('Variant', { value: VARIANTS[variant], look: 'wrapped', across: 3 });
      fact('As of', { value: { instant: material.asOf }, format: { kind: 'instant' } });
      fact('Workspace', material.workspace);
      fact('Zone of days', material.zone);
      fact('Currency', material.currency);
      fact('Made with', `Leadline ${material.program}, warehouse on ${material.engine}`);
      fact('Package', { value: packageId, look: 'code', across: 3 });

      draft.section('Does it tie?');
      const counts = countResults(known, middle);
      const count = (title: string, sheet: string, column: string, is: string, cached: number) =>
        draft.line(
          { value: title, look: 'label' },
          {
            formula: `COUNTIF('${sheet}'!$${column}$1:$${column}$${MOST_LINES},"${is}")`,
            cached,
            look: 'live',
            format: { kind: 'integer' },
          },
        );
      const { name } = middle.headline;
      count('Figures that tie', name, 'H', TIES, counts.ties);
      const broken = count('Figures that break', name, 'H', BREAK, counts.breaks);
      count('Control totals that tie', 'Control totals', 'H', TIES, counts.controlTies);
      const controls = count('Control totals that break', 'Control totals', 'H', BREAK, counts.controlBreaks);
      for (const row of [broken, controls])
        draft.highlight({ range: `B${row}`, when: { formula: `$B$${row}>0` }, as: 'bad' });

      draft.section(
        'Sign-off',
        'Fill in the tinted cells. Nothing else in this workbook needs to be changed.',
      );
      const top = draft.line(
        ...['', 'Name', 'Initials', 'Day'].map((value): Cell => ({ value, look: 'heading' })),
      );
      for (const who of ['Prepared by', 'Reviewed by'])
        draft.line({ value: who, look: 'label' }, ...[0, 1, 2].map((at) => inputCell(at === 2)));
      draft.validate({
        range: `D${top + 1}:D${top + 2}`,
        ...{ kind: 'day', prompt: 'The day you signed.', error: 'Write a day.' },
      });
      return draft.page({ widths: [26, 40, 24, 28], portrait: true });
    },
  };
}

function inputCell(isDay: boolean): Cell {
  return { value: null, look: 'input', format: { kind: isDay ? 'day' : 'text' } };
}

function countResults(known: Known, middle: Middle) {
  const headline = middle.ties(known).map(resultOf);
  const controls = controlResults(known);
  const count = (results: readonly string[], is: string) => results.filter((one) => one === is).length;
  return {
    ...{ ties: count(headline, TIES), breaks: count(headline, BREAK) },
    ...{ controlTies: count(controls, TIES), controlBreaks: count(controls, BREAK) },
  };
}
