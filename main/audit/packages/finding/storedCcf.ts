import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { Working } from '../material/finding.ts';
import { draftPage } from '../sheet/draft.ts';
import { CCF } from './columns.ts';

const R = { kind: 'number', digits: 6 } as const;

/** Of a package without rows: the correlations as the app has them. */
export function storedCcfSheet({ leads, allLeads, pointwise }: Working): PageSheet {
  return {
    kind: 'page',
    name: CCF,
    make() {
      const draft = draftPage(CCF);
      draft.heading(
        'How the two go together at every lead',
        `As the app has it: the rows to make it again are in the full package. Unrelated series stay within ±${pointwise.toFixed(4)} at one lead and within ±${allLeads.toFixed(4)} at all.`,
      );
      const laid = draft.table(
        'tCcf',
        ['Lead', 'r by the app', 'Pairs', 'p of this lead', 'r of raw counts'],
        leads.map(({ lead, r, pairs, p, raw }): Cell[] => [
          { value: lead, look: 'strong', format: { kind: 'integer' } },
          { value: r, look: 'stored', format: R },
          { value: pairs, look: 'stored', format: { kind: 'integer' } },
          { value: p, look: 'stored', format: { kind: 'general' } },
          { value: raw, look: 'quiet', format: R },
        ]),
      );
      return draft.page({ widths: [12, 16, 12, 18, 18, 12], frozen: { rows: laid.first - 1, columns: 1 } });
    },
  };
}
