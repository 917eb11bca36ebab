import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { runWithin } from '../../main/app/cli/runWithin.ts';
import { createAuditStep } from '../../main/app/pipelines/steps/audit/auditStep.ts';
import { listPackages } from '../../main/audit/register/packages.ts';
import type { RunId } from '../../main/pipelines/ids.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { Step, type StepOf } from '../../shared/domain/pipeline/step.ts';
import { RelationName } from '../../shared/domain/relation.ts';
import { must } from '../warehouse/store/bench.ts';
import { type AuditedShop, auditedShop, HOSTILE } from './auditedShop.ts';
import { recalculated } from './libreOffice.ts';
import { readParts } from './parts/readParts.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let audited: AuditedShop;
let out: string;
const said: string[] = [];
const terminal = {
  out: (text: string) => void said.push(text),
  progress: (text: string) => void said.push(text),
  meter: () => undefined,
  secret: async () => Promise.reject(new Error('Nothing is to be asked.')),
  longSecret: async () => Promise.reject(new Error('Nothing is to be asked.')),
};

beforeAll(async () => {
  audited = await auditedShop();
  out = audited.shop.opened.folder;
  const { store } = audited.around.warehouse;
  const people = store.quote(RelationName.parse('core.fct_buyers'));
  must(
    await store.write(async (session) => {
      const made = await session.execute(
        `create table ${people} (customer text, email text, age integer, income integer, orders integer, revenue_minor integer, note text, customer_id integer)`,
      );
      if (!made.ok) return made;
      return session.execute(
        `insert into ${people} values ${PEOPLE.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join()}`,
        PEOPLE.flat(),
      );
    }),
  );
});
afterAll(() => audited?.shop.close());

/** Orders 2 and 1 are small: 7, the smallest of the others, has to go with them, or 3 would follow from the total. */
const PEOPLE: (string | bigint)[][] = [
  ['Ada Lovelace', 'ada@example.org', 36n, 42_000n, 2n, 1_234n, 'Likes frogs a lot', 990_101n],
  ['Bea Kahlo', 'bea@example.org', 19n, 9_000n, 1n, 99_900n, 'Calls in May', 990_102n],
  ['Cyd Verne', 'cyd@example.org', 77n, 260_000n, 7n, 45_600n, 'None', 990_103n],
  ['Dov Curie', 'dov@example.org', 36n, 51_000n, 90n, 7_700n, 'None', 990_104n],
];
const NAMES = [
  ...[
    'frogs',
    'Frogs',
    'cats',
    'Cats',
    'mug',
    'Frog mug',
    'hat',
    'Cat hat',
    'bowl',
    'Oil bowl',
    HOSTILE,
    '#frogs',
  ],
  ...['tiktok', 'social-to-sales', 'signals.csv', 'outcomes.csv', 'products.csv', 'fct_outcome_daily'],
  ...['fct_buyers', ...PEOPLE.flatMap(([name, email, , , , , note, id]) => [name, email, note, id])],
].flatMap((one) => (one === 'None' ? [] : [String(one)]));

async function audit(...words: string[]) {
  const { workbench } = audited.shop.opened;
  said.length = 0;
  const signal = new AbortController().signal;
  const line = ['audit', ...words, '--workspace', audited.shop.path];
  const { code } = await runWithin(line, terminal, { workbench, signal, folder: out });
  return { code, text: said.join('\n') };
}

/** Everything in a workbook and beside it, as texts. */
async function everythingOf(file: string): Promise<string> {
  const parts = readParts(await readFile(file));
  const texts = [...parts].flatMap(([name, content]) => [name, String(content)]);
  texts.push(basename(file), await readFile(file.replace('.xlsx', '.manifest.json'), 'utf8'));
  return texts.join('\n').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

function headline(book: WorkBook): unknown[][] {
  const sheet = book.Sheets['Headline'] ?? book.Sheets['Figures'] ?? {};
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  return rows.slice(rows.findIndex(([first]) => first === 'Row') + 1);
}

const resultsOf = (book: WorkBook) => [...new Set(headline(book).map((row) => row[7]))];

it('names nobody and nothing in any part, and ties all the same', async () => {
  const { store } = audited.around.warehouse;
  const run = must(await store.query(`select "id" from ${internalTable(store, 'pipeline_runs')}`));
  const id = String(run.rows[0]?.[0]);
  const asked: Readonly<Record<string, string[]>> = {
    finding: ['finding', 'frogs', 'mug'],
    relation: ['relation', 'core.fct_outcome_daily'],
    people: ['relation', 'buyers'],
    run: ['run', 'last'],
    period: ['period', '2024-01-01..2099-12-31'],
    brief: ['dashboard', 'brief'],
  };
  for (const [name, words] of Object.entries(asked)) {
    const made = await audit(...words, '--variant', 'anonymised', '--out', `${name}.xlsx`);
    expect([name, made.code, made.text]).toEqual([name, 0, expect.stringContaining('holds  Headline')]);
    const all = await everythingOf(join(out, `${name}.xlsx`));
    const found = [...NAMES, id].filter((one) =>
      new RegExp(
        `(?<![\\p{L}\\p{N}_])${one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}_])`,
        'u',
      ).test(all),
    );
    expect([name, found]).toEqual([name, []]);
  }
  const files = Object.keys(asked).map((name) => join(out, `${name}.xlsx`));
  const books = await Promise.all(files.map(async (file) => read(await readFile(file))));
  const anew = await recalculated(files.slice(0, 1), 'whether a finding without amounts comes out again');
  for (const book of [...books, ...(anew ?? [])]) {
    expect(book.SheetNames).toContain('Anonymised');
    expect(resultsOf(book)).toContain('TIES');
    expect(resultsOf(book)).not.toContain('BREAK');
  }
  // A lead that is confirmed is confirmed by the scores alone.
  expect(headline(books[0] ?? utils.book_new())[0]?.slice(0, 5)).toEqual([
    ...['best lead', expect.anything(), expect.anything(), 6, 6],
  ]);
});

it('bands, scales and leaves out small counts with one more, and says so', async () => {
  const book = read(await readFile(join(out, 'people.xlsx')));
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Rows'] ?? {}, { range: 3 });
  expect(rows.map((row) => [row['age'], row['income'], row['orders'] ?? null])).toEqual([
    ['35 to 44', '30,000 to under 50,000', null],
    ['18 to 24', 'under 10,000', null],
    ['75 and over', '250,000 and over', null],
    ['35 to 44', '50,000 to under 75,000', 90],
  ]);
  expect(Object.keys(rows[0] ?? {})).not.toContain('note');
  expect(rows[0]?.['customer']).toMatch(/^customer-[0-9a-f]{12}$/);
  expect(rows[0]?.['customer_id']).toMatch(/^customer-id-[0-9a-f]{12}$/);
  const [first, second] = rows.map((row) => Number(row['revenue_minor']));
  expect((first ?? 0) / (second ?? 1)).toBeCloseTo(1_234 / 99_900, 12);
  expect(first).not.toBeCloseTo(1_234, 0);
  const figures = new Map(headline(book).map((row) => [row[0], row]));
  expect(figures.get('sum orders')?.slice(3, 5)).toEqual([90, 90]);
  expect(figures.get('known orders')?.slice(3, 5)).toEqual([1, 1]);
  // A tolerance made of the true total would tell it.
  const revenue = figures.get('sum revenue_minor');
  expect(Number(revenue?.[6])).toBeLessThanOrEqual(Math.max(1e-9, 1e-12 * Number(revenue?.[4])));
  expect([...figures.keys()].filter((id) => String(id).endsWith(' age'))).toEqual([]);
  const told = utils.sheet_to_csv(book.Sheets['Anonymised'] ?? {});
  expect(told).toContain('orders: 3 counts, which come to 10 together');
  expect(told).toContain('Total of age');
});

it('is the same under the same key, and found again by what it is of', async () => {
  const before = await readFile(join(out, 'people.xlsx'));
  await rm(join(out, 'people.xlsx'));
  await rm(join(out, 'people.manifest.json'));
  expect(
    (await audit('relation', 'core.fct_buyers', '--variant', 'anonymised', '--out', 'people.xlsx')).code,
  ).toBe(0);
  expect(await readFile(join(out, 'people.xlsx'))).toEqual(before);
  const [newest] = must(await listPackages(audited.around.warehouse.store));
  expect(newest?.subject).toEqual({ kind: 'relation', relation: 'core.fct_buyers' });
  expect(newest?.manifest.subject).not.toEqual(newest?.subject);
});

it('asks which of several is meant, and tells a file that was changed by its exit code', async () => {
  const several = await audit('finding', 'views', 'units');
  expect(several).toMatchObject({
    code: 2,
    text: expect.stringContaining('finding social-to-sales tiktok/cats/views hat/units'),
  });
  expect(await audit('finding', 'nobody', 'mug')).toMatchObject({
    code: 2,
    text: expect.stringContaining('There is no finding'),
  });
  expect(await audit('period', '2026-02-01', '2026-01-01')).toMatchObject({ code: 2 });
  expect(await audit('relation', 'core.fct_buyers', '--variant', 'all')).toMatchObject({ code: 2 });
  expect(await audit('verify', 'people.xlsx')).toMatchObject({
    code: 0,
    text: expect.stringContaining('holds  Cells'),
  });
  expect(await audit('import', 'people.xlsx')).toMatchObject({
    code: 0,
    text: expect.stringContaining('0 new'),
  });
  expect(await audit('verify', 'nowhere.xlsx')).toMatchObject({ code: 1 });
});

it('is a step that writes once, whatever is repeated, and nothing when it is stopped', async () => {
  const { shop, around } = audited;
  const { workbench } = shop.opened;
  const step = createAuditStep({
    ...{ workbench: () => workbench, warehouse: () => workbench.warehouse.get(), folder: shop.path },
    ...{ zone: () => 'Europe/Berlin', clock: () => new Date('2026-11-22T06:00:00.000Z') },
  });
  const run = (attempt: string, written: object, signal = new AbortController().signal) =>
    step.run({
      step: Step.parse({ name: 'it', ...written }) as StepOf<'audit'>,
      run: {
        ...{ id: 'run-1' as RunId, pipeline: 'daily', kind: 'manual', params: {} },
        interval: { from: '2024-10-31T23:00:00.000Z', to: '2024-11-30T23:00:00.000Z' },
      },
      ...{ attempt, cursor: null, signal, report: () => undefined, say: () => undefined },
    });
  const month = {
    audit: 'period 2024-10-31T23:00:00.000Z 2024-11-30T23:00:00.000Z',
    out: 'audits/2024-10-31T23:00:00.000Z.xlsx',
  };
  const first = await run('a1', month);
  expect(first).toMatchObject({
    is: 'succeeded',
    told: expect.stringContaining('2024-11-01.xlsx'),
    wrote: [],
  });
  const file = join(shop.path, 'audits', '2024-11-01.xlsx');
  const bytes = await readFile(file);
  const [kept] = must(await listPackages(around.warehouse.store));
  expect(kept?.subject).toEqual({ kind: 'period', from: '2024-11-01', to: '2024-11-30' });

  // Killed after its mark was kept; and before, when only the file is there.
  expect(await run('a1', month)).toEqual(first);
  expect(must(await listPackages(around.warehouse.store))[0]?.number).toBe(kept?.number);
  const { store } = around.warehouse;
  must(
    await store.write((session) =>
      session.execute(`delete from ${internalTable(store, 'applied_steps')} where "attempt" = ?`, ['a1']),
    ),
  );
  expect(await run('a1', month)).toEqual(first);
  expect(await readFile(file)).toEqual(bytes);

  const stopping = new AbortController();
  stopping.abort();
  expect(
    await run('a2', { audit: 'relation core.fct_buyers', out: 'audits/none.xlsx' }, stopping.signal),
  ).toMatchObject({
    is: 'failed',
    failure: { code: 'CANCELLED' },
  });
  expect(existsSync(join(shop.path, 'audits', 'none.xlsx'))).toBe(false);
  expect((await readdir(join(shop.path, 'audits'))).sort()).toEqual([
    '2024-11-01.manifest.json',
    '2024-11-01.xlsx',
  ]);
  expect(await run('a3', { audit: 'relation core.nothing' })).toMatchObject({
    is: 'failed',
    failure: { message: expect.stringContaining('core.nothing') },
  });
});
