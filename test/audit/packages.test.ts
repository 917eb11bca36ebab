import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { gatherSubject } from '../../main/app/audit/gatherSubject.ts';
import { makePackage, writePackage } from '../../main/app/audit/makePackage.ts';
import type { AuditSurroundings } from '../../main/app/audit/surroundings.ts';
import { packageOf } from '../../main/audit/packages/packageOf.ts';
import type { Cell } from '../../main/audit/workbook/cell.ts';
import type { Workbook } from '../../main/audit/workbook/workbook.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { AuditSubject, type AuditVariant } from '../../shared/domain/audit.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import { type AuditedShop, auditedShop, HOSTILE } from './auditedShop.ts';
import { recalculated } from './libreOffice.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
let audited: AuditedShop;
beforeAll(async () => {
  audited = await auditedShop();
});
afterAll(async () => {
  await audited?.shop.close();
  await server?.stop();
});

const signal = new AbortController().signal;
const work = { signal, report: () => undefined };
const file = (name: string) => join(audited.shop.opened.folder, name);
const finding = (one: string, outcome: string) =>
  AuditSubject.parse({ kind: 'finding', study: 'social-to-sales', signal: one, outcome });
const CONFIRMED = finding('tiktok/frogs/views', 'mug/units');

async function subjects({ around }: AuditedShop): Promise<Readonly<Record<string, AuditSubject>>> {
  const { store } = around.warehouse;
  const run = must(await store.query(`select "id" from ${internalTable(store, 'pipeline_runs')}`));
  return {
    confirmed: CONFIRMED,
    'no evidence': finding(`tiktok/${HOSTILE}/views`, 'bowl/units'),
    'sales lead social': finding('tiktok/cats/views', 'hat/units'),
    relation: AuditSubject.parse({ kind: 'relation', relation: 'core.fct_outcome_daily' }),
    run: AuditSubject.parse({ kind: 'run', run: String(run.rows[0]?.[0]) }),
    period: AuditSubject.parse({ kind: 'period', from: '2024-02-01', to: '2099-12-31' }),
    brief: AuditSubject.parse({ kind: 'dashboard', name: 'brief' }),
  };
}

/** In a thread of its own, as the app does. */
function make(subject: AuditSubject, name: string, variant: AuditVariant = 'full') {
  return makePackage({ subject, variant, path: file(name) }, audited.around, work);
}

/** The same without the thread. */
async function write(
  subject: AuditSubject,
  name: string,
  around: AuditSurroundings,
  variant: AuditVariant = 'full',
) {
  const { material, pageOf } = must(await gatherSubject(subject, around, signal));
  const limit = 5_000;
  const book = packageOf(material, variant, async function* (set) {
    for (let offset = 0; ; offset += limit) {
      const rows = must(await pageOf({ set, offset, limit }, signal));
      yield rows;
      if (rows.length < limit) return;
    }
  });
  const written = must(await writeWorkbook(book, file(name), { signal }));
  return { material, written, id: book.properties.packageId };
}

interface Line {
  readonly id: string;
  readonly formula: unknown;
  readonly stored: unknown;
  readonly result: string;
}

/** Lines of the table of figures, wherever it begins. */
function headline(book: WorkBook): Line[] {
  const sheet = book.Sheets['Headline'] ?? book.Sheets['Figures'];
  if (sheet === undefined) throw new Error('There is no headline.');
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true });
  const from = rows.findIndex((row) => row[0] === 'Row') + 1;
  return rows.slice(from).map((row) => ({
    id: String(row[0]),
    ...{ formula: plain(row[3]), stored: plain(row[4]), result: String(row[7]) },
  }));
}

/** A day as the number that Excel keeps of it. */
function plain(value: unknown): unknown {
  return value instanceof Date ? Math.round((value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000) : value;
}

function expectTied(book: WorkBook, least: number): void {
  const lines = headline(book);
  const live = lines.filter(({ result }) => result !== 'not recomputed');
  expect(live.length).toBeGreaterThanOrEqual(least);
  for (const { id, formula, stored, result } of live) {
    expect([id, result]).toEqual([id, 'TIES']);
    const size = Math.max(1, Math.abs(Number(stored)));
    // Excel keeps milliseconds of a moment, of which seconds are made.
    const least = id.startsWith('seconds') ? 0.002 : 1e-9 * size;
    expect(Math.abs(Number(formula) - Number(stored)), id).toBeLessThanOrEqual(least);
  }
  const controls = utils.sheet_to_json<unknown[]>(book.Sheets['Control totals'] ?? {}, { header: 1 });
  expect(controls.filter((row) => row[7] === 'TIES').length).toBeGreaterThan(3);
  expect(controls.filter((row) => row[7] === 'BREAK')).toEqual([]);
}

/** The same workbook with another lag in the cell of the reviewer, and with formulas that claim to have come to something else. */
function tampered(book: Workbook, lag: number): Workbook {
  const wrong = (cell: Cell): Cell =>
    typeof cell === 'object' && cell !== null && 'formula' in cell
      ? { ...cell, cached: typeof cell.cached === 'string' ? 'WRONG' : 999 }
      : cell;
  const chosen = (cell: Cell): Cell =>
    typeof cell === 'object' && cell !== null && 'value' in cell && cell.look === 'input'
      ? { ...cell, value: lag }
      : cell;
  return {
    ...book,
    sheets: book.sheets.map((sheet) =>
      sheet.kind === 'data'
        ? sheet
        : {
            ...sheet,
            make(written) {
              const page = sheet.make(written);
              const rows = page.rows.map((row) =>
                row.map((cell) => wrong(sheet.name === 'CCF' ? chosen(cell) : cell)),
              );
              return { ...page, rows };
            },
          },
    ),
  };
}

const CHOSEN = -4;
const LEAST: Readonly<Record<string, number>> = { relation: 14, run: 9, period: 15, brief: 20 };

it('ties every figure of every kind to the app’s, as stored and as calculated anew', async () => {
  const made = Object.entries(await subjects(audited));
  for (const [name, subject] of made) {
    const { material: its } = await write(subject, `${name}.xlsx`, audited.around);
    if (its.kind === 'finding') expect(its.told.verdict).toBe(name);
  }
  const { material } = must(await gatherSubject(CONFIRMED, audited.around, signal));
  if (material.kind !== 'finding' || material.working === null) throw new Error('It is no finding.');
  const wrong = tampered(
    packageOf(material, 'full', async function* () {}),
    CHOSEN,
  );
  must(await writeWorkbook(wrong, file('wrong.xlsx'), { signal }));
  for (const [name] of made) expectTied(read(await readFile(file(`${name}.xlsx`))), LEAST[name] ?? 8);
  const believed = headline(read(await readFile(file('wrong.xlsx'))));
  expect(believed[1]).toMatchObject({ id: 'r', formula: 999, result: 'WRONG' });

  const names = ['wrong', ...made.map(([name]) => name).filter((name) => name !== 'confirmed')];
  const anew = await recalculated(
    names.map((name) => file(`${name}.xlsx`)),
    'whether every headline figure of audit packages comes out again',
  );
  for (const [at, book] of (anew ?? []).entries()) expectTied(book, LEAST[names[at] ?? ''] ?? 8);
  const ccf = anew?.[0]?.Sheets['CCF'];
  if (ccf === undefined) return;
  // Everything follows the lag that the reviewer chose: r, CORREL, and each step of the overlay.
  const line = material.working.leads.find(({ lead }) => lead === CHOSEN);
  expect(ccf['B7']?.v).toBeCloseTo(line?.r ?? Number.NaN, 9);
  expect(ccf['B8']?.v).toBeCloseTo(line?.overlap ?? Number.NaN, 9);
  const aligned = utils.sheet_to_json<unknown[]>(anew?.[0]?.Sheets['Aligned series'] ?? {}, { header: 1 });
  const heading = aligned.findIndex((row) => row.includes('signal at the lag'));
  const at = aligned[heading]?.indexOf('signal at the lag') ?? -1;
  expect(aligned[heading + 1 + 20]?.[at]).toBe(material.signal.values[20 - CHOSEN]);
});

it('ties on Postgres too, where the database counts in its own way', async () => {
  server = await startPostgres();
  const onPostgres = await auditedShop(await server.database());
  try {
    const all = await subjects(onPostgres);
    for (const name of ['confirmed', 'relation', 'period']) {
      const subject = all[name] ?? CONFIRMED;
      await write(subject, `${name} on postgres.xlsx`, onPostgres.around);
      expectTied(read(await readFile(file(`${name} on postgres.xlsx`))), LEAST[name] ?? 8);
    }
  } finally {
    await onPostgres.shop.close();
  }
});

it('tells a finding in words on the cover, with lineage back to the file and its gaps as exceptions', async () => {
  const { material, id } = await write(CONFIRMED, 'told.xlsx', audited.around);
  if (material.kind !== 'finding') throw new Error('It is no finding.');
  const book = read(await readFile(file('told.xlsx')));
  expect(book.SheetNames).toEqual([
    ...['Cover', 'Index', 'Parameters', 'Headline', 'CCF', 'Aligned series', 'Robustness'],
    ...[
      'Raw signal',
      'Raw outcome',
      'Control totals',
      'Checks',
      'Lineage',
      'Sources',
      'Exceptions',
      'Review',
    ],
  ]);
  const cover = utils.sheet_to_csv(book.Sheets['Cover'] ?? {});
  expect(cover).toContain(material.told.sentence.slice(0, 40));
  expect(cover).toContain(id);
  expect(material.told.verdict).toBe('confirmed');
  const [record] = material.outcome.lineage;
  expect(record).toMatch(/^\d+:\d+$/);
  const [load] = (record ?? '').split(':').map(Number);
  expect(material.sources.find((one) => one.load === load)).toMatchObject({
    file: 'outcomes.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const missing = material.outcome.values.filter((value) => value === null).length;
  const gaps = material.exceptions.filter(({ id: one }) => one.startsWith('gap outcome'));
  expect(gaps.reduce((sum, { rows }) => sum + (rows ?? 0), 0)).toBe(missing);
  expect(missing).toBeGreaterThan(0);
});

it('makes the same bytes of the same inputs, and without rows where only a summary is asked', async () => {
  for (const subject of [
    CONFIRMED,
    AuditSubject.parse({ kind: 'relation', relation: 'raw.demo_outcomes' }),
  ]) {
    const one = must(await make(subject, 'one.xlsx'));
    const other = await write(subject, 'other.xlsx', audited.around);
    expect(other.id).toBe(one.id);
    expect(await readFile(file('one.xlsx'))).toEqual(await readFile(file('other.xlsx')));
    const summary = await write(subject, 'summary.xlsx', audited.around, 'summary');
    expect(summary.id).not.toBe(one.id);
    expect(summary.written.sheets.filter(({ kind }) => kind === 'data')).toEqual([]);
    expect(headline(read(await readFile(file('summary.xlsx')))).map(({ result }) => result)).not.toContain(
      'BREAK',
    );
  }
});

it('leaves nothing of a package that is cancelled, or whose rows are written anew meanwhile', async () => {
  const { store } = audited.around.warehouse;
  const subject = AuditSubject.parse({ kind: 'relation', relation: 'raw.demo_outcomes' });
  const gathered = must(await gatherSubject(subject, audited.around, signal));
  const path = file('none.xlsx');
  const stopping = new AbortController();
  const cancelled = await writePackage(
    {
      ...gathered,
      pageOf: (page, by) => {
        stopping.abort();
        return gathered.pageOf(page, by);
      },
    },
    { variant: 'full', path },
    audited.around,
    { signal: stopping.signal, report: () => undefined },
  );
  expect(cancelled).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });

  let written = false;
  const rewritten = await writePackage(
    {
      ...gathered,
      async pageOf(page, by) {
        if (!written) {
          written = true;
          const sql = `insert into ${internalTable(store, 'step_writes')} ("relation", "attempt", "at") values (?, 'again', '2099-01-01T00:00:00.000Z')`;
          must(await store.write((session) => session.execute(sql, ['raw.demo_outcomes'])));
        }
        return gathered.pageOf(page, by);
      },
    },
    { variant: 'full', path },
    audited.around,
    work,
  );
  expect(rewritten).toMatchObject({ ok: false, failure: { code: 'STORE_BUSY', retry: true } });
  expect(existsSync(path)).toBe(false);
  expect((await readdir(audited.shop.opened.folder)).filter((name) => name.includes('none'))).toEqual([]);
});

it('says why there is nothing to audit, and what to do', async () => {
  const asked: [AuditSubject, RegExp][] = [
    [finding('nobody/views', 'mug/units'), /no signal “nobody\/views”/],
    [AuditSubject.parse({ kind: 'relation', relation: 'core.nothing' }), /no relation core\.nothing/],
    [AuditSubject.parse({ kind: 'run', run: 'none' }), /no run none/],
    [AuditSubject.parse({ kind: 'dashboard', name: 'none' }), /no dashboard “none”/],
    [AuditSubject.parse({ kind: 'period', from: '2024-03-01', to: '2024-02-01' }), /before it begins/],
  ];
  for (const [subject, message] of asked) {
    const refused = await make(subject, 'refused.xlsx');
    expect(refused).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
    if (!refused.ok) expect(refused.failure.next.length).toBeGreaterThan(10);
  }
});
