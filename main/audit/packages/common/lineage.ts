import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';

export const LINEAGE = 'Lineage';

/** The relations on the way from the sources, and the statements between them. */
export function lineageSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: LINEAGE,
    make(written) {
      const { relations } = later(written).material;
      const draft = draftPage(LINEAGE);
      draft.heading(
        'Lineage',
        'Each relation on the way from the sources with what it is made from, those before it first.',
      );
      const laid = draft.table(
        'tLineage',
        ['Relation', 'Made from', 'What it is', 'Version', 'Made at', 'Rows'],
        relations.map((one): Cell[] => [
          { value: one.relation, look: 'strong' },
          { value: one.from.join(', '), look: 'wrapped' },
          { value: one.about, look: 'wrapped' },
          { value: one.version, look: 'code' },
          one.at === null ? null : { value: { instant: one.at }, format: { kind: 'instant' } },
          { value: one.rows, format: { kind: 'integer' } },
        ]),
      );
      draft.section('Statements', 'How each is made, as the last build asked it of the database.');
      for (const { relation, sql } of relations)
        if (sql !== null)
          draft.line({ value: relation, look: 'strong' }, { value: sql, look: 'code', across: 5 });
      return draft.page({
        widths: [32, 50, 70, 44, 20, 14],
        frozen: { rows: laid.first - 1, columns: 1 },
      });
    },
  };
}
