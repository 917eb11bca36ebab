import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';
import { DISPOSITIONS } from './marks.ts';

export const EXCEPTIONS = 'Exceptions';
/** Row, severity, finder, what, rows, and from here on what the reviewer writes. */
export const EXCEPTION_HEADINGS = [
  ...['Row', 'Severity', 'Found by', 'What', 'Rows', 'Disposition', 'Comment', 'Initials', 'Day'],
] as const;

export function exceptionsSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: EXCEPTIONS,
    make(written) {
      const { exceptions } = later(written).material;
      const draft = draftPage(EXCEPTIONS);
      draft.heading(
        'Exceptions',
        exceptions.length === 0
          ? 'Nothing was found that needs a decision: no check speaks against the data, no day is missing, no record was refused.'
          : 'What the checks found, days that are missing or filled, and records that were refused. Say what becomes of each; what stays open comes back as work.',
      );
      const laid = draft.table(
        'tExceptions',
        EXCEPTION_HEADINGS,
        exceptions.map((one): Cell[] => [
          { value: one.id, look: 'code' },
          { value: one.severity, look: 'strong' },
          one.found,
          { value: one.told, look: 'wrapped' },
          one.rows,
          { value: one.severity === 'note' ? 'explained' : 'open', look: 'input' },
          { value: null, look: 'input' },
          { value: null, look: 'input' },
          { value: null, look: 'input', format: { kind: 'day' } },
        ]),
      );
      const severities = `B${laid.first}:B${laid.last}`;
      draft.highlight({ range: severities, when: { equals: 'high' }, as: 'bad' });
      draft.highlight({ range: severities, when: { equals: 'middle' }, as: 'attention' });
      if (exceptions.length > 0) {
        const { first, last } = laid;
        draft.validate({
          ...{ kind: 'list', choices: [...DISPOSITIONS], range: `F${first}:F${last}` },
          error: 'Choose one of the list.',
        });
        draft.validate({
          kind: 'length',
          most: 2_000,
          range: `G${first}:G${last}`,
          error: 'At most 2,000 characters.',
        });
        draft.validate({
          kind: 'length',
          most: 12,
          range: `H${first}:H${last}`,
          error: 'At most 12 characters.',
        });
        draft.validate({ kind: 'day', range: `I${first}:I${last}`, error: 'Write a day.' });
      }
      return draft.page({
        widths: [24, 12, 22, 84, 12, 16, 44, 12, 14],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
