import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';

export const REFUSED = 'Refused';

/** Records that came and could not be taken in: they lie in quarantine. */
export function refusedSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: REFUSED,
    make(written) {
      const { material, variant } = later(written);
      const draft = draftPage(REFUSED);
      draft.heading(
        'Refused records',
        variant === 'summary'
          ? 'What came and could not be taken in, with the reason. The records themselves are in the full package.'
          : 'What came and could not be taken in, with the reason. At most a thousand are told.',
      );
      const laid = draft.table(
        'tRefused',
        ['Load', 'Record', 'Line', 'Reason', 'As it came'],
        material.refused.map((one): Cell[] => [
          ...[one.load, one.ordinal, one.line],
          { value: one.reason, look: 'wrapped' },
          variant === 'summary' ? null : { value: one.record, look: 'wrapped' },
        ]),
      );
      return draft.page({
        widths: [8, 10, 10, 56, 110],
        frozen: { rows: laid.first - 1, columns: 0 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
