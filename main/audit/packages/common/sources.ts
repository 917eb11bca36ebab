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
      const { sources, refused, relations } = later(written).material;
      const draft = draftPage(SOURCES);
      draft.heading(
        'Source register',
        'A lineage id such as 4:17 is record 17 of load 4. To follow it back: find the load below, compare the SHA-256 of your copy of the file with the one here, and open its 17th record.',
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
      draft.section(
        'Refused records',
        'What came and could not be taken in, with the reason. At most a thousand are told.',
      );
      draft.table(
        'tRefused',
        ['Load', 'Record', 'Line', 'Reason', 'As it came'],
        refused.map((one): Cell[] => [
          one.load,
          one.ordinal,
          one.line,
          { value: one.reason, look: 'wrapped' },
          { value: one.record, look: 'wrapped' },
        ]),
      );
      draft.section('Relations on the way', 'Each with what it is made from, and how it was made.');
      draft.table(
        'tRelations',
        ['Relation', 'Made from', 'Rows', 'Version', 'Made at', 'What it is', 'Statement'],
        relations.map((one): Cell[] => [
          { value: one.relation, look: 'strong' },
          { value: one.from.join(', '), look: 'wrapped' },
          one.rows,
          { value: one.version, look: 'code' },
          one.at === null ? null : { value: { instant: one.at }, format: { kind: 'instant' } },
          { value: one.about, look: 'wrapped' },
          { value: one.sql, look: 'code' },
        ]),
      );
      return draft.page({
        widths: [26, 24, 20, 26, 20, 30, 16, 10, 26, 66, 20, 13, 13, 13],
        frozen: { rows: laid.first - 1, columns: 1 },
      });
    },
  };
}
