import type { Workbook, WrittenData } from '../workbook/workbook.ts';
import type { SetTotals } from './packagePrint.ts';

/** The same workbook, which tells what its rows came to once it is written. */
export function watchWritten(book: Workbook): { readonly book: Workbook; totals(): SetTotals[] } {
  let seen: ReadonlyMap<string, WrittenData> = new Map();
  return {
    book: {
      ...book,
      sheets: book.sheets.map((sheet) => {
        if (sheet.kind === 'data') return sheet;
        const make: typeof sheet.make = (written) => {
          seen = written;
          return sheet.make(written);
        };
        return { ...sheet, make };
      }),
    },
    totals: () => [...seen].map(([name, data]) => totalsOf(name, data)),
  };
}

function totalsOf(name: string, { rows, parts, sums, days }: WrittenData): SetTotals {
  return {
    ...{ name, rows },
    parts: parts.map(({ sheet, from }) => ({ sheet, from })),
    sums: [...sums].map(([title, sum]) => ({ title, sum: String(sum) })),
    days: [...days].flatMap(([title, both]) => (both === null ? [] : [{ title, ...both }])),
  };
}
