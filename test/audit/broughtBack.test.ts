import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { read, type WorkBook, write } from 'xlsx';
import { recordFile, reviewFile } from '../../main/app/audit/check/reviewFile.ts';
import { marksOf, openExceptions } from '../../main/audit/register/reviews.ts';
import { must } from '../warehouse/store/bench.ts';
import { type KeptPackage, keptPackage, watch } from './keptPackage.ts';
import { savedByLibreOffice } from './libreOffice.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let kept: KeptPackage;
beforeEach(async () => {
  kept = await keptPackage();
});
afterEach(() => kept?.close());

const work = { signal: watch.signal, report: () => undefined };
const NOW = new Date('2026-03-09T10:00:00Z');

type Filling = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** As a reviewer fills it in, saved by a program that drops how cells look. */
async function filled(name: string, filling: Filling, change: (book: WorkBook) => void = () => undefined) {
  const book = read(await readFile(kept.file), { cellNF: true });
  for (const [sheet, cells] of Object.entries(filling))
    for (const [cell, content] of Object.entries(cells)) {
      const on = book.Sheets[sheet];
      if (on === undefined) throw new Error(`There is no sheet ${sheet}.`);
      on[cell] = typeof content === 'string' ? { t: 's', v: content } : content;
    }
  change(book);
  const file = join(kept.folder, name);
  await writeFile(file, write(book, { type: 'buffer', bookType: 'xlsx' }));
  return file;
}

const review = async (file: string) => must(await reviewFile(kept.store, file, work));

it('shows what a reviewer wrote, records it, and shows next time only what is new', async () => {
  const first = await filled('first.xlsx', {
    Review: { D5: 'agreed', E5: 'As I see it', F5: 'MK', G5: { t: 'n', v: 46_090 }, D7: 'question' },
    Exceptions: { F5: 'corrected', H5: 'MK', G6: 'Ask the baker' },
  });
  const shown = await review(first);
  const conclusion = { sheet: 'Review', row: 'conclusion', mark: 'agreed', comment: 'As I see it' };
  const agreed = { ...conclusion, initials: 'MK', day: '2026-03-09' };
  const none = { comment: '', initials: '', day: null };
  const question = { sheet: 'Review', row: 'rows', mark: 'question', ...none };
  const corrected = { sheet: 'Exceptions', row: 'E1', mark: 'corrected', ...none, initials: 'MK' };
  const asked = { sheet: 'Exceptions', row: 'E2', mark: 'open', ...none, comment: 'Ask the baker' };
  expect(shown).toMatchObject({ changed: [], removed: [], same: 0, tampered: [], tamperedInAll: 0 });
  expect(shown.added).toHaveLength(4);
  expect(shown.added).toEqual(expect.arrayContaining([agreed, question, corrected, asked]));
  expect(must(await marksOf(kept.store, kept.meant.package))).toEqual([]);

  must(await recordFile(kept.store, { path: first, sha256: shown.sha256 }, NOW, work));
  expect(must(await marksOf(kept.store, kept.meant.package))).toHaveLength(4);
  expect(must(await openExceptions(kept.store))).toEqual([
    {
      ...{ package: kept.meant.package, id: 'E2', severity: 'middle', told: 'E2: three days are missing' },
      ...{ comment: 'Ask the baker', initials: '', openedAt: NOW.toISOString() },
    },
  ]);
  const again = await review(first);
  expect(again).toMatchObject({ added: [], changed: [], removed: [], same: 4 });

  const second = await filled('second.xlsx', {
    Review: { D5: 'wrong', E5: 'As I see it', F5: 'MK', G5: { t: 'n', v: 46_090 } },
    Exceptions: { F5: 'corrected', H5: 'MK', F6: 'explained' },
  });
  const later = await review(second);
  expect(later.changed).toEqual([
    { was: asked, is: { ...asked, mark: 'explained', comment: '' } },
    { was: agreed, is: { ...agreed, mark: 'wrong' } },
  ]);
  expect(later.removed).toEqual([question]);
  must(await recordFile(kept.store, { path: second, sha256: later.sha256 }, NOW, work));
  expect(must(await openExceptions(kept.store))).toEqual([]);
});

it('tells each locked cell that was changed, and records no file that changed since', async () => {
  const file = await filled(
    'changed.xlsx',
    {
      Review: { D5: 'agreed', A6: 'another row', D6: 'agreed' },
      Exceptions: { D5: 'Nothing is missing', G5: 'so I say' },
      Rows: { D300: { t: 'n', v: 9 }, H1000: 'beside the table' },
    },
    (book) => {
      delete book.Sheets['Parameters'];
      book.SheetNames = [...book.SheetNames.filter((name) => name !== 'Parameters'), 'Mine'];
      book.Sheets['Mine'] = { '!ref': 'A1', A1: { t: 's', v: 'x' } };
    },
  );
  const shown = await review(file);
  expect(shown.tampered).toEqual([
    { sheet: 'Parameters', cell: '', was: 'a sheet of the package', is: 'not there any more' },
    {
      sheet: 'Rows',
      cell: 'A5:G1004',
      was: '1,000 rows as written',
      is: 'rows of which at least one differs',
    },
    { sheet: 'Exceptions', cell: 'D5', was: 'E1: three days are missing', is: 'Nothing is missing' },
    { sheet: 'Review', cell: 'A6', was: 'parameters', is: 'another row' },
    { sheet: 'Mine', cell: '', was: 'no sheet of the package', is: 'a sheet' },
  ]);
  expect(shown.tamperedInAll).toBe(5);
  // What stands beside a row that is not ours is nobody's mark.
  expect(shown.added.map(({ sheet, row }) => `${sheet} ${row}`).sort()).toEqual([
    'Exceptions E1',
    'Review conclusion',
  ]);
  await filled('changed.xlsx', { Review: { D5: 'wrong' } });
  const recorded = await recordFile(kept.store, { path: file, sha256: shown.sha256 }, NOW, work);
  expect(recorded.ok ? null : recorded.failure.message).toContain('saved again since');
  expect(must(await marksOf(kept.store, kept.meant.package))).toEqual([]);
});

it('takes what was typed as text, whatever it is', async () => {
  const long = 'ö'.repeat(32_767);
  const file = await filled('hostile.xlsx', {
    Review: {
      D5: { t: 's', v: '=cmd|calc', f: 'HYPERLINK("http://x","=cmd|calc")' },
      E5: long,
      F5: `M\u0007K${'x'.repeat(500)}`,
      G5: 'next week',
      E6: { t: 'e', v: 0x2a },
      E7: { t: 'b', v: true },
      G7: { t: 'n', v: -4 },
    },
    Exceptions: { F5: '<script>', F6: { t: 'n', v: 12 } },
  });
  const shown = await review(file);
  expect(shown.tamperedInAll).toBe(0);
  const [conclusion, parameters, rows] = ['conclusion', 'parameters', 'rows'].map((id) =>
    shown.added.find(({ row }) => row === id),
  );
  expect(conclusion).toMatchObject({ mark: '=cmd|calc', day: null, initials: `MK${'x'.repeat(198)}` });
  expect(conclusion?.comment).toBe(`${long} (day: next week)`);
  expect(parameters).toMatchObject({ comment: '#N/A' });
  expect(rows).toMatchObject({ comment: 'TRUE (day: -4)', day: null });
  must(await recordFile(kept.store, { path: file, sha256: shown.sha256 }, NOW, work));
  expect(must(await marksOf(kept.store, kept.meant.package))).toHaveLength(5);
  expect(must(await openExceptions(kept.store))).toEqual([]);
});

it('knows a package by its cover where its properties were lost, and refuses those of others', async () => {
  const lost = await filled('lost.xlsx', { Review: { D5: 'agreed' } }, (book) => {
    book.Custprops = {};
  });
  expect((await review(lost)).added).toHaveLength(1);
  const elsewhere = await keptPackage('Pots');
  try {
    const theirs = await reviewFile(kept.store, elsewhere.file, work);
    expect(theirs.ok ? null : theirs.failure.message).toContain('which this workspace didn’t make');
  } finally {
    await elsewhere.close();
  }
});

it('finds nothing changed in a package that LibreOffice calculated anew and saved', async () => {
  const marked = await filled('marked.xlsx', {
    Review: { D5: 'agreed', G5: { t: 'n', v: 46_090, z: 'yyyy-mm-dd' } },
  });
  const saved = await savedByLibreOffice([kept.file, marked], 'packages that LibreOffice saved come back');
  if (saved === null) return;
  for (const [at, bytes] of saved.entries()) {
    const file = join(kept.folder, `saved${at}.xlsx`);
    await writeFile(file, bytes);
    const shown = await review(file);
    expect(shown.tampered).toEqual([]);
    expect(shown.added.map(({ row, day }) => `${row} ${day}`)).toEqual(
      at === 0 ? [] : ['conclusion 2026-03-09'],
    );
  }
});
