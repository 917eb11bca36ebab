import type { Row } from '../../../../shared/domain/column.ts';
import type { Converter } from '../convert.ts';
import type { FilePlan } from '../plan.ts';
import type { Rejects } from '../rejects.ts';
import { unreadable } from '../trouble.ts';
import { createOtherTableWatch } from './otherTable.ts';
import { rowsOf } from './parser.ts';
import { endless } from './preview.ts';
import { EndlessRow, type Scanned } from './scanner.ts';
import { createTableScanner } from './tableScanner.ts';

/** Text of a file in, rows of its plan out; what doesn't fit is rejected on the way. */
export interface TextRows {
  readonly push: (text: string, last: boolean, damaged: boolean) => Row[];
}

/** Of a CSV also from text that was taken apart elsewhere. */
export interface CsvRows extends TextRows {
  readonly take: (scanned: Scanned, damaged: boolean) => Row[];
}

export function csvRows(
  plan: FilePlan & { format: { kind: 'csv' } },
  converter: Converter,
  rejects: Rejects,
): CsvRows {
  const { format, columns, path } = plan;
  const { delimiter, quote } = format;
  const scan = createTableScanner(plan);
  const watch = createOtherTableWatch(path);
  let headerDue = format.header;
  let ordinal = 0;
  let damagedBefore = false;

  const isHeader = (row: readonly string[]) => columns.every(({ original }, at) => original === row[at]);

  return {
    push(text, last, damaged) {
      return take(scannedOrTold(text, last), damaged);
    },
    take,
  };

  function scannedOrTold(text: string, last: boolean): Scanned {
    try {
      return scan(text, last);
    } catch (error) {
      throw error instanceof EndlessRow ? endless(path, error) : error;
    }
  }

  function take(scanned: Scanned, damaged: boolean): Row[] {
    const { lines, troubles } = scanned;
    const rows = rowsOf(scanned, quote);
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
      watch.fits();
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
  }

  function refuse(trouble: { line: number; reason: string; record: string } | undefined): void {
    if (trouble === undefined) return;
    ordinal += 1;
    rejects.add(ordinal, trouble.line, trouble.reason, trouble.record);
    const other = watch.refused(trouble);
    if (other !== null) throw other;
  }
}

function otherHeadings(path: string, line: number) {
  return unreadable(
    path,
    `${path}, line ${line}: the headings are not the ones that were planned for.`,
    'Look at the file again and check its columns.',
  );
}
