import { createHash } from 'node:crypto';
import { MOST_COLUMNS } from '../../workbook/reference.ts';
import { numbered } from '../../workbook/sheetName.ts';
import type { DataSheet, WrittenData } from '../../workbook/workbook.ts';
import { columnFacts } from './columnFacts.ts';
import { dataLayout } from './dataLayout.ts';
import { DataPart } from './dataPart.ts';
import type { SheetOfFile, Writing } from './writing.ts';

export interface WrittenDataSheet {
  readonly data: WrittenData;
  readonly sheets: readonly SheetOfFile[];
}

/** Writes rows as they come, to as many sheets as they need. */
export async function writeData(
  sheet: DataSheet,
  first: boolean,
  writing: Writing,
  onRows: (rows: number) => void,
): Promise<WrittenDataSheet> {
  const { columns, name } = sheet;
  if (columns.length === 0 || columns.length > MOST_COLUMNS)
    throw new Error(`The sheet “${name}” has ${columns.length} columns.`);
  const layout = dataLayout(sheet, writing);
  const facts = columnFacts(columns);
  const whole = createHash('sha256');
  const sheets: SheetOfFile[] = [];
  let part = await DataPart.open({ name, first, whole }, layout, writing);
  for await (const rows of sheet.rows()) {
    writing.check();
    for (const row of rows) {
      if (part.full) {
        sheets.push(await part.end());
        const next = freeName(name, sheets.length + 1, writing.sheetNames);
        part = await DataPart.open({ name: next, first: false, whole }, layout, writing);
      }
      part.add(row);
      facts.take(row);
      if (!part.waits) continue;
      await part.pass();
      writing.check();
    }
    onRows(rows.length);
  }
  sheets.push(await part.end());
  const kinds = columns.map(({ format: { kind } }) => (kind === 'day' || kind === 'text' ? kind : 'number'));
  for (const { name: sheet } of sheets) writing.chartSheets.set(sheet, { cell: null, kinds });
  return {
    sheets,
    data: {
      parts: sheets.map(({ name: sheet, rows }) => ({
        sheet,
        from: layout.titleRow + 1,
        to: layout.titleRow + Math.max(1, rows),
      })),
      rows: sheets.reduce((sum, { rows }) => sum + rows, 0),
      digest: whole.digest('hex'),
      sums: facts.sums(),
      days: facts.days(),
    },
  };
}

function freeName(name: string, from: number, taken: Set<string>): string {
  const lower = new Set([...taken].map((one) => one.toLowerCase()));
  for (let number = from; ; number += 1) {
    const next = numbered(name, number);
    if (lower.has(next.toLowerCase())) continue;
    taken.add(next);
    return next;
  }
}
