import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';

export const CHECKS = 'Checks';

/** What was looked at when the relations were built. */
export function checksSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: CHECKS,
    make(written) {
      const { checks } = later(written).material;
      const draft = draftPage(CHECKS);
      draft.heading(
        'Checks',
        'Rules that the relations behind this package were held to, each with its latest result.',
      );
      const laid = draft.table(
        'tChecks',
        [
          'Row',
          'Rule',
          'Of',
          'Column',
          'Fails where rows are',
          'Rows found',
          'Result',
          'Severity',
          'When',
          'Told',
        ],
        checks.map((one): Cell[] => [
          { value: one.id, look: 'code' },
          { value: one.rule, look: 'strong' },
          one.about,
          one.column,
          one.threshold,
          one.observed,
          { value: one.result, look: 'result' },
          one.severity,
          { value: { instant: one.at }, format: { kind: 'instant' } },
          { value: one.message, look: 'wrapped' },
        ]),
      );
      const results = `G${laid.first}:G${laid.last}`;
      draft.highlight({ range: results, when: { equals: 'pass' }, as: 'good' });
      draft.highlight({ range: results, when: { equals: 'warn' }, as: 'attention' });
      for (const bad of ['fail', 'error', 'runtime error'])
        draft.highlight({ range: results, when: { equals: bad }, as: 'bad' });
      return draft.page({
        widths: [24, 30, 30, 18, 20, 12, 14, 12, 20, 60],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
