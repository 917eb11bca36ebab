import type { Cell } from '../../workbook/cell.ts';
import { sheetPrefix } from '../../workbook/reference.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later, Middle } from '../sheet/frame.ts';
import { CONTROLS } from './controls.ts';
import { COVER } from './cover.ts';
import { MARKS } from './marks.ts';
import { PARAMETERS } from './parameters.ts';
import { SOURCES } from './sources.ts';

export const REVIEW = 'Review';
/** Marks come back by the first column; the reviewer writes from the fourth on. */
export const REVIEW_HEADINGS = ['Row', 'Sheet', 'What', 'Mark', 'Comment', 'Initials', 'Day'] as const;

export function reviewSheet(later: Later, middle: Middle): PageSheet {
  return {
    kind: 'page',
    name: REVIEW,
    make(written) {
      const known = later(written);
      const { name } = middle.headline;
      const rows = [
        { id: 'conclusion', sheet: COVER, what: 'The conclusion follows from the figures.' },
        { id: 'parameters', sheet: PARAMETERS, what: 'The settings are the ones that were to be used.' },
        ...middle.ties(known).map(({ id, title }) => ({ id, sheet: name, what: title })),
        { id: 'controls', sheet: CONTROLS, what: 'Nothing was lost between the source and the sheets.' },
        { id: 'sources', sheet: SOURCES, what: 'The files are those of the register.' },
      ];
      const draft = draftPage(REVIEW);
      draft.heading(
        'Review',
        'Choose a mark, write what you found, your initials and the day. Save the workbook and import it into Leadline: your marks are recorded there and change no data.',
      );
      const laid = draft.table(
        'tReview',
        REVIEW_HEADINGS,
        rows.map(({ id, sheet, what }): Cell[] => [
          { value: id, look: 'code' },
          { text: sheet, to: { place: `${sheetPrefix(sheet)}A1` }, look: 'link' },
          { value: what, look: 'wrapped' },
          { value: null, look: 'input' },
          { value: null, look: 'input' },
          { value: null, look: 'input' },
          { value: null, look: 'input', format: { kind: 'day' } },
        ]),
      );
      const { first, last } = laid;
      draft.validate({
        ...{ kind: 'list', choices: MARKS.map(({ mark }) => mark), range: `D${first}:D${last}` },
        ...{ prompt: 'The sheet Index says what each mark means.', error: 'Choose one of the list.' },
      });
      draft.validate({
        kind: 'length',
        most: 2_000,
        range: `E${first}:E${last}`,
        error: 'At most 2,000 characters.',
      });
      draft.validate({
        kind: 'length',
        most: 12,
        range: `F${first}:F${last}`,
        error: 'At most 12 characters.',
      });
      draft.validate({ kind: 'day', range: `G${first}:G${last}`, error: 'Write a day.' });
      draft.highlight({ range: `D${first}:D${last}`, when: { equals: 'wrong' }, as: 'bad' });
      draft.highlight({ range: `D${first}:D${last}`, when: { equals: 'question' }, as: 'attention' });
      return draft.page({
        widths: [26, 22, 62, 16, 56, 12, 14],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
