import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later, Middle } from '../sheet/frame.ts';
import { TIE_WIDTHS, tieTable } from '../sheet/ties.ts';

/** Every figure of the subject beside the formula that makes it anew. */
export function headlineSheet(later: Later, middle: Middle): PageSheet {
  const { name, told } = middle.headline;
  return {
    kind: 'page',
    name,
    make(written) {
      const known = later(written);
      const draft = draftPage(name);
      draft.heading(name, told);
      const laid = tieTable(draft, 'tHeadline', middle.ties(known));
      return draft.page({
        widths: TIE_WIDTHS,
        frozen: { rows: laid.first - 1, columns: 2 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
