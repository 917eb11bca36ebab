import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Workbook } from '../../main/audit/workbook/workbook.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { temporaryFolder } from '../../main/workspace/testing/folders.ts';
import { recalculated } from './libreOffice.ts';
import { correlation, everything, PROPERTIES, squares } from './parts/everything.ts';

const LAGS = Array.from({ length: 11 }, (_, lag) => lag);

/** As everything, with each correlation by itself, and stored results that are as wrong as can be. */
function planted(): Workbook {
  const book = everything();
  const wrong = 999;
  return {
    ...book,
    properties: PROPERTIES,
    sheets: [
      ...book.sheets,
      {
        kind: 'page',
        name: 'By lag',
        make: () => ({
          widths: [10, 20],
          rows: LAGS.map((lag) => [
            lag,
            {
              formula: `CORREL(INDEX(signal,1):INDEX(signal,40-A${lag + 1}),INDEX(outcome,1+A${lag + 1}):INDEX(outcome,40))`,
              cached: wrong,
            },
            { formula: 'SUM(signal*signal)', cached: wrong, array: true },
            { formula: `IF(ABS(B${lag + 1}-${wrong})<1,"STALE","ANEW")`, cached: 'STALE' },
          ]),
        }),
      },
    ],
  };
}

test('LibreOffice calculates anew what the file states wrongly, and comes to what was stated rightly', async () => {
  const path = join(await temporaryFolder(), 'book.xlsx');
  const written = await writeWorkbook(planted(), path, { signal: new AbortController().signal });
  expect(written).toMatchObject({ ok: true });
  const [book] = (await recalculated([path], 'a workbook calculated anew by another program')) ?? [];
  if (book === undefined) return;
  const { Headline: headline = {}, 'By lag': byLag = {} } = book.Sheets;
  expect(Math.abs(headline['B4'].v - correlation(3))).toBeLessThan(1e-9);
  expect([headline['E4'].v, headline['D5'].v]).toEqual(['TIES', true]);
  for (const lag of LAGS) {
    expect(Math.abs(byLag[`B${lag + 1}`].v - correlation(lag))).toBeLessThan(1e-9);
    expect(Math.abs(byLag[`C${lag + 1}`].v - squares())).toBeLessThan(1e-9);
    expect(byLag[`D${lag + 1}`].v).toBe('ANEW');
  }
});
