import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { RelationMaterial } from '../material/relation.ts';
import { draftPage } from '../sheet/draft.ts';

export const SCHEMA = 'Schema';

export function schemaSheet({ columns, difference, title }: RelationMaterial): PageSheet {
  return {
    kind: 'page',
    name: SCHEMA,
    make() {
      const draft = draftPage(SCHEMA);
      draft.heading(
        'Columns and what they come from',
        difference ?? `No difference between the last two builds of ${title} is on record.`,
      );
      const laid = draft.table(
        'tSchema',
        ['Column', 'Holds', 'May be empty', 'What it is', 'Also in'],
        columns.map(({ name, type, nullable, told, from }): Cell[] => [
          { value: name, look: 'strong' },
          type,
          nullable ? 'yes' : 'no',
          { value: told, look: 'wrapped' },
          { value: from.join(', '), look: 'wrapped' },
        ]),
      );
      return draft.page({
        widths: [28, 20, 14, 80, 60],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
