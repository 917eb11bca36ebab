import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';

export const SOURCES = 'Sources';

const LOADS = [
  ...['Load', 'Source', 'Stream', 'Relation', 'Landed', 'How', 'Rows', 'Refused', 'File or request'],
  ...['SHA-256 of the file', 'Schema', 'Records used', 'First record', 'Last record'],
];

/** From the lineage id of a row, `load:record`, back to the file it came in. */
export function sourcesSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: SOURCES,
    make(written) {
      const { sources } = later(written).material;
      const draft = draftPage(SOURCES);
      draft.heading(
        'Source register',
        'A lineage id such as 4:17 is record 17 of load 4. To follow it back: find the load below, compare the SHA-256 of your copy of the file with the one here, and open its 17th record.',
        9,
      );
      const laid = draft.table(
        'tSources',
        LOADS,
        sources.map((one): Cell[] => [
          { value: one.load, format: { kind: 'integer' }, look: 'strong' },
          ...[one.source, one.stream, one.relation],
          { value: { instant: one.at }, format: { kind: 'instant' } },
          one.disposition,
          { value: one.rows, format: { kind: 'integer' } },
          { value: one.refused, format: { kind: 'integer' } },
          { value: one.file ?? 'asked of the service', look: one.file === null ? 'quiet' : 'wrapped' },
          { value: one.sha256, look: 'code' },
          { value: one.schemaVersion.slice(0, 16), look: 'code' },
          one.records?.used ?? null,
          one.records?.first ?? null,
          one.records?.last ?? null,
        ]),
      );
      return draft.page({
        widths: [8, 20, 24, 30, 20, 12, 12, 12, 32, 68, 20, 14, 14, 14],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
