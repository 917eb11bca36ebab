import type { Row } from '../../../../shared/domain/column.ts';
import type { Converter } from '../convert.ts';
import type { FilePlan } from '../plan.ts';
import type { Rejects } from '../rejects.ts';
import { unreadable } from '../trouble.ts';
import { CsvParser, EndlessRow } from './parser.ts';
import { endless } from './preview.ts';
import { createLineSkipper } from './skipLines.ts';

/** Text of a file in, rows of its plan out; what doesn't fit is rejected on the way. */
export interface TextRows {
  readonly push: (text: string, last: boolean, damaged: boolean) => Row[];
}

export function csvRows(
  plan: FilePlan & { format: { kind: 'csv' } },
  converter: Converter,
  rejects: Rejects,
): TextRows {
  const { format, columns, rules, path } = plan;
  const { delimiter, quote, skipLines } = format;
  const parser = new CsvParser({
    delimiter,
    quote,
    width: columns.length,
    ragged: rules.ragged,
    firstLine: skipLines + 1,
  });
  const inTable = createLineSkipper(skipLines);
  let headerDue = format.header;
  let ordinal = 0;
  let damagedBefore = false;

  const isHeader = (row: readonly string[]) => columns.every(({ original }, at) => original === row[at]);

  return {
    push(text, last, damaged) {
      try {
        parser.push(inTable(text), last);
      } catch (error) {
        if (error instanceof EndlessRow) throw endless(path, error);
        throw error;
      }
      const { rows, lines, troubles } = parser;
      parser.rows = [];
      parser.lines = [];
      parser.troubles = [];
      let from = 0;
      if (headerDue && rows[0] !== undefined) {
        if (!isHeader(rows[0])) throw otherHeadings(path, lines[0] ?? 1);
        headerDue = false;
        from = 1;
      }
      const suspect = damaged || damagedBefore;
      damagedBefore = damaged;
      const made: Row[] = [];
      let trouble = 0;
      for (let at = from; at < rows.length; at += 1) {
        const row = rows[at] ?? [];
        const line = lines[at] ?? 0;
        for (; trouble < troubles.length && (troubles[trouble]?.line ?? 0) < line; trouble += 1)
          refuse(troubles[trouble]);
        ordinal += 1;
        const origin = () => ({ ordinal, line, record: () => row.join(delimiter) });
        if (suspect && row.some((cell) => cell.includes('\ufffd'))) {
          rejects.add(
            ordinal,
            line,
            `holds bytes that are not ${format.encoding.toUpperCase()}`,
            row.join(delimiter),
          );
          continue;
        }
        const converted = converter.ofText(row, origin);
        if (converted !== null) made.push(converted);
      }
      for (; trouble < troubles.length; trouble += 1) refuse(troubles[trouble]);
      return made;
    },
  };

  function refuse(trouble: { line: number; reason: string; record: string } | undefined): void {
    if (trouble === undefined) return;
    ordinal += 1;
    rejects.add(ordinal, trouble.line, trouble.reason, trouble.record);
  }
}

function otherHeadings(path: string, line: number) {
  return unreadable(
    path,
    `${path}, line ${line}: the headings are not the ones that were planned for.`,
    'Look at the file again and check its columns.',
  );
}
