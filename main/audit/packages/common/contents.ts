import type { Cell } from '../../workbook/cell.ts';
import { sheetPrefix } from '../../workbook/reference.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';
import { BREAK, NOT_RECOMPUTED, TIES } from '../sheet/ties.ts';
import { MARKS } from './marks.ts';

export const INDEX = 'Index';

const WORDS: readonly (readonly [word: Cell, told: string])[] = [
  [
    { value: 'A tinted figure', look: 'live' },
    'Made by a formula of this workbook over its own rows. Change a row and it follows.',
  ],
  [{ value: 'A plain figure', look: 'stored' }, 'What the app stored, or what the database counted.'],
  [
    { value: 'A cell to fill in', look: 'input' },
    'The only cells that can be changed: they are the reviewer’s.',
  ],
  [{ value: TIES, look: 'strong' }, 'The formula and the app agree within the tolerance beside them.'],
  [{ value: BREAK, look: 'strong' }, 'They don’t. Tell what you find beside its row on the sheet Review.'],
  [
    { value: NOT_RECOMPUTED, look: 'quiet' },
    'Excel can’t make this figure, or its rows aren’t in this variant: Parameters says who makes it, how, and with which seed.',
  ],
];

/** What is where, and what the marks mean. */
export function indexSheet(
  later: Later,
  lines: readonly { readonly sheet: string; readonly told: string }[],
): PageSheet {
  return {
    kind: 'page',
    name: INDEX,
    make(written) {
      const { material } = later(written);
      const draft = draftPage(INDEX);
      draft.heading('Index', material.title);
      const laid = draft.table(
        'tIndex',
        ['No', 'Sheet', 'What it holds', 'Rows', 'Goes on in', 'SHA-256 of its rows'],
        lines.map(({ sheet, told }, at): Cell[] => {
          const data = written.get(sheet);
          return [
            at + 1,
            { text: sheet, to: { place: `${sheetPrefix(sheet)}A1` }, look: 'link' },
            { value: told, look: 'wrapped' },
            data === undefined ? null : { value: data.rows, format: { kind: 'integer' } },
            data === undefined || data.parts.length < 2
              ? null
              : data.parts
                  .slice(1)
                  .map((part) => part.sheet)
                  .join(', '),
            data === undefined ? null : { value: data.digest, look: 'code' },
          ];
        }),
      );
      draft.section('What the marks mean');
      for (const [word, told] of WORDS) draft.line(null, word, { value: told, look: 'wrapped', across: 3 });
      draft.section('Marks of the reviewer', 'To be chosen on the sheet Review.');
      for (const { mark, told } of MARKS)
        draft.line(null, { value: mark, look: 'strong' }, { value: told, look: 'wrapped', across: 3 });
      return draft.page({
        widths: [6, 24, 76, 12, 24, 68],
        frozen: { rows: laid.first - 1, columns: 0 },
      });
    },
  };
}
