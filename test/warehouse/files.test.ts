import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dryRun, hashFile, previewFile, rowSourceOf } from '../../main/sources/files/files.ts';
import makeRows, { type FileOutcome } from '../../main/sources/files/makeRows.ts';
import { columnsOfPlan, type FilePlan, type Mapping, planFile } from '../../main/sources/files/plan.ts';
import type { PreviewOptions } from '../../main/sources/files/preview.ts';
import type { Row } from '../../shared/domain/column.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { openStore } from './sqliteFolder.ts';
import { must } from './store/bench.ts';
import { parquetOf, workbookOf } from './tableFiles.ts';
import { zipOf } from './zipFile.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quiet = () => ({ signal: new AbortController().signal, report: () => undefined });

function written(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function planned(path: string, options: PreviewOptions = {}, mapping: Mapping = {}): Promise<FilePlan> {
  return planFile(must(await previewFile(path, options)), mapping);
}

async function made(plan: FilePlan, rejectedTo: string | null = null) {
  const rows: Row[] = [];
  const batches = makeRows({ plan, rejectedTo }, () => undefined);
  for (;;) {
    const { done, value } = await batches.next();
    if (done) return { rows, outcome: value as FileOutcome };
    rows.push(...value);
  }
}

const failing = (message: string) => ({
  ok: false,
  failure: {
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining(message),
    next: expect.stringMatching(/\w+ .*\.$/),
  },
});

const ORDERS = 'Order ID;Day;Preis (€);Notiz\n1;2026-03-08;12,50;"a;b"\n2;2026-03-09;1.003,00;\n';

it('shows what a CSV holds in each encoding, and reads it as planned', async () => {
  const encoded: [string, Buffer][] = [
    ['utf-8', Buffer.from(`\ufeff${ORDERS}`)],
    ['utf-16le', Buffer.from(`\ufeff${ORDERS}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${ORDERS}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(ORDERS.replace('€', '\x80'), 'latin1')],
  ];
  for (const [encoding, bytes] of encoded) {
    const preview = must(await previewFile(written('orders.csv', bytes)));
    expect(preview.format).toMatchObject({ kind: 'csv', encoding, delimiter: ';', quote: '"', header: true });
    expect(preview.columns).toEqual([
      { original: 'Order ID', name: 'order_id', type: { kind: 'integer' } },
      { original: 'Day', name: 'day', type: { kind: 'day' } },
      { original: 'Preis (€)', name: 'preis', type: { kind: 'decimal', scale: 2 }, decimalMark: ',' },
      { original: 'Notiz', name: 'notiz', type: { kind: 'text' } },
    ]);
    expect(preview.rows[1]).toEqual(['2', '2026-03-09', '1.003,00', '']);
    expect((await made(planFile(preview))).rows).toEqual([
      [1n, '2026-03-08', 1_250n, 'a;b'],
      [2n, '2026-03-09', 100_300n, null],
    ]);
  }
});

it('lets every guess be overruled, and columns be renamed, retyped and left out', async () => {
  const path = written('plain.txt', 'Report of March\n03/04/2026|x\n05/06/2026|y\n');
  const preview = must(await previewFile(path, { skipLines: 1, header: false, delimiter: '|', quote: null }));
  expect(preview.columns.map(({ name, note }) => [name, note !== undefined])).toEqual([
    ['column_1', true],
    ['column_2', false],
  ]);
  const plan = planFile(preview, {
    columns: [
      { position: 0, name: 'Sold On', type: { kind: 'day' }, dayOrder: 'dmy' },
      { position: 1, skip: true },
    ],
  });
  expect(columnsOfPlan(plan)).toEqual([{ name: 'sold_on', type: { kind: 'day' }, nullable: true }]);
  expect((await made(plan)).rows).toEqual([['2026-04-03'], ['2026-06-05']]);
});

it('rejects what does not fit with its line and reason, and counts alike in a dry run', async () => {
  const path = written(
    'bad.csv',
    'id,day\n1,2026-03-08\nx,2026-03-08\n3\n4,2026-02-30\n5,"a"b\n6,2026-03-09\n',
  );
  const mapping: Mapping = {
    columns: [
      { position: 0, type: { kind: 'integer' } },
      { position: 1, type: { kind: 'day' } },
    ],
  };
  const plan = await planned(path, { header: true }, mapping);
  const { rows, outcome } = await made(plan);
  expect(rows).toEqual([
    [1n, '2026-03-08'],
    [6n, '2026-03-09'],
  ]);
  expect(outcome).toMatchObject({ rows: 2, rejected: 4, rejectedFile: null });
  expect(outcome.problems).toEqual([
    { ordinal: 2, line: 3, reason: 'id: “x” is no whole number of 64 bits', record: 'x,2026-03-08' },
    { ordinal: 3, line: 4, reason: 'has 1 field where 2 are expected', record: '3' },
    { ordinal: 4, line: 5, reason: 'day: “2026-02-30” is no day', record: '4,2026-02-30' },
    { ordinal: 5, line: 6, reason: 'has text after the closing quote, at character 6', record: '5,"a"b' },
  ]);
  expect(must(await dryRun(plan, quiet()))).toEqual(outcome);
  const lenient = await made({ ...plan, rules: { ...plan.rules, ragged: 'pad', unreadable: 'null' } });
  expect(lenient.rows.slice(1)).toEqual([
    [null, '2026-03-08'],
    [3n, null],
    [4n, null],
    [6n, '2026-03-09'],
  ]);
  expect(lenient.outcome).toMatchObject({ rows: 5, rejected: 1, nulled: 2 });
});

it('stops at the line where the columns of a CSV change for good, and not for slips between rows that fit', async () => {
  const rows = (count: number, text: string) => `${text}\n`.repeat(count);
  const changed = written('changed.csv', `a,b\n${rows(150, '1,2')}${rows(100, '1,2,3')}`);
  const there = failing('changed.csv, line 152: from here on the columns are other ones');
  expect(await dryRun(await planned(changed), quiet())).toMatchObject(there);
  await expect(made(await planned(changed))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  const slips = written('slips.csv', `a,b\n${`${rows(99, '1,2,3')}${rows(1, '1,2')}`.repeat(3)}`);
  expect((await made(await planned(slips, { header: true, delimiter: ',' }))).outcome).toMatchObject({
    rejected: 297,
  });
});

it('hands every rejected row on, more than a thousand through a file', async () => {
  const lines = Array.from({ length: 2_500 }, (_, at) => (at < 20 ? `${at}` : `bad ${at}`));
  const plan = await planned(
    written('many.csv', `id\n${lines.join('\n')}\n`),
    { header: true },
    { columns: [{ position: 0, type: { kind: 'integer' } }] },
  );
  const side = join(folder, 'rejected.jsonl');
  const { outcome } = await made(plan, side);
  expect(outcome).toMatchObject({ rows: 20, rejected: 2_480, rejectedFile: side });
  expect(outcome.problems).toHaveLength(1_000);
  const all = readFileSync(side, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(all).toHaveLength(2_480);
  expect([all[0].line, all[2_479].line, all[2_479].ordinal]).toEqual([22, 2_501, 2_500]);
});

it('rejects rows with bytes of another encoding, and with NULs where asked', async () => {
  const bytes = Buffer.concat([
    Buffer.from('a,b\nok,é\nbad,'),
    Buffer.from([0xe9]),
    Buffer.from('\nnul,x\0y\n'),
  ]);
  const plan = await planned(written('mixed.csv', bytes), { encoding: 'utf-8', header: true });
  const kept = await made(plan);
  expect(kept.rows).toEqual([
    ['ok', 'é'],
    ['nul', 'x\0y'],
  ]);
  expect(kept.outcome.problems[0]).toMatchObject({ line: 3, reason: 'holds bytes that are not UTF-8' });
  const strict = await made({ ...plan, rules: { ...plan.rules, nul: 'reject' } });
  expect(strict.outcome.problems[1]).toMatchObject({ line: 4, reason: expect.stringContaining('NUL') });
});

it('reads JSON exactly and rejects fields that nobody planned for', async () => {
  const records = [
    '{"id":9007199254740993,"more":{"n":12345678901234567890}}',
    '{"id":2,"__proto__":7}',
    'nope',
    '{"id":3}',
  ];
  const text = `${records.join('\n')}\n`;
  const preview = must(await previewFile(written('a.jsonl', text)));
  expect(preview.columns.map(({ name }) => name)).toEqual(['id', 'more', 'proto']);
  const { rows, outcome } = await made(planFile(preview));
  expect(rows).toEqual([
    [9_007_199_254_740_993n, '{"n":12345678901234567890}', null],
    [2n, null, 7n],
    [3n, null, null],
  ]);
  expect(outcome.problems).toEqual([{ ordinal: 3, line: 3, reason: 'is no JSON object', record: 'nope' }]);
  const late = ['{"id":1}\n'.repeat(1_500), '{"id":1,"extra":2}\n'].join('');
  const unplanned = await made(await planned(written('late.jsonl', late)));
  expect(unplanned.outcome).toMatchObject({ rows: 1_500, rejected: 1 });
  expect(unplanned.outcome.problems[0]?.reason).toContain('“extra”');
  const wrapped = written('page.json', `{"next":null,"data":[${records.slice(0, 1)}]}`);
  expect((await made(await planned(wrapped))).rows).toHaveLength(1);
});

it('refuses JSON nested 300 levels by its line', async () => {
  const path = written('deep.json', `[{"a":1},\n{"a":${'['.repeat(300)}${']'.repeat(300)}}]`);
  expect(await previewFile(path)).toMatchObject(
    failing(`${path}, line 2: the JSON is nested more than 100 levels deep`),
  );
});

it('reads workbooks and Parquet through a process of their own', async () => {
  const workbook = await planned(written('orders.xlsx', workbookOf('xlsx', 3)));
  expect(workbook.format).toEqual({ kind: 'excel', sheet: 'Orders', header: true });
  const fromSheet = await made(workbook);
  expect(fromSheet.rows[1]).toEqual([2n, null, '2026-03-09', 725n, false, null, 'title 1']);
  expect(fromSheet.outcome.notes).toContain('1 cell shows an error and became empty.');
  const parquet = await planned(written('orders.parquet', parquetOf(20_000, 6_000)));
  const fromParquet = await made(parquet);
  expect(fromParquet.outcome).toMatchObject({ rows: 20_000, rejected: 0 });
  expect(fromParquet.rows[19_999]?.slice(0, 4)).toEqual([2n, -5n, null, null]);
});

it('reads what is packed, and lets one of several be chosen', async () => {
  const csv = 'a,b\n1,2\n';
  const gz = await planned(written('x.csv.gz', Buffer.concat([gzipSync(csv), gzipSync('3,4\n')])));
  expect((await made(gz)).rows).toEqual([
    [1n, 2n],
    [3n, 4n],
  ]);
  const parts = [
    { name: 'b.csv', content: csv },
    { name: '../evil.csv', content: csv },
    { name: 'a.xlsx', content: workbookOf() },
    { name: 'readme.md', content: '#' },
  ];
  const zip = written('all.zip', zipOf(parts));
  const first = must(await previewFile(zip));
  expect([first.packing, first.format.kind]).toEqual([{ kind: 'zip', entry: 'a.xlsx' }, 'excel']);
  expect((await made(planFile(first))).outcome.rows).toBe(2);
  const chosen = must(await previewFile(zip, { entry: 'b.csv' }));
  expect(chosen.choices).toEqual(['a.xlsx', 'b.csv']);
  expect((await made(planFile(chosen))).rows).toEqual([[1n, 2n]]);
  expect(await previewFile(zip, { entry: '../evil.csv' })).toMatchObject(
    failing('holds no data file ../evil.csv'),
  );
});

it('says of a gzip file that is cut off where, before and while it is loaded', async () => {
  const lines = Array.from({ length: 400_000 }, (_, at) => `${at},${(at * 7_919) % 1_000_003}\n`).join('');
  const whole = gzipSync(`a,b\n${lines}`);
  const path = written('cut.csv.gz', whole.subarray(0, whole.length - 100));
  const plan = await planned(path);
  await expect(made(plan)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringMatching(/cut off.*after \d+ bytes/),
  });
  expect(await dryRun(plan, quiet())).toMatchObject(failing('cut off'));
  expect(await previewFile(written('short.csv.gz', whole.subarray(0, 40)))).toMatchObject(failing('cut off'));
});

it('notices a file that changed since it was looked at, and one that shrinks or grows while it is read', async () => {
  const lines = Array.from({ length: 400_000 }, (_, at) => `${at},x\n`).join('');
  const path = written('live.csv', `a,b\n${lines}`);
  const plan = await planned(path);
  for (const change of [() => truncateSync(path, 1_500_000), () => appendFileSync(path, '1,y\n')]) {
    writeFileSync(path, `a,b\n${lines}`);
    const fresh = { ...plan, fingerprint: must(await previewFile(path)).fingerprint };
    const rows = makeRows({ plan: fresh, rejectedTo: null }, () => undefined);
    await rows.next();
    change();
    const rest = async () => {
      while ((await rows.next()).done !== true);
    };
    await expect(rest()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('while it was being read'),
      retry: true,
    });
  }
  await expect(made(plan)).rejects.toMatchObject({
    message: expect.stringContaining('has changed since it was looked at'),
  });
});

it('names what cannot be read: nothing there, a folder, no permission, empty, no known format, another heading', async () => {
  expect(await previewFile(join(folder, 'none.csv'))).toMatchObject(failing('There is no file'));
  expect(await previewFile(folder)).toMatchObject(failing('is a folder'));
  expect(await previewFile(written('empty.csv', ''))).toMatchObject(failing('is empty'));
  expect(
    await previewFile(
      written('program', Buffer.from('\x7fELF\x01\x02\x03\x04\x05\x06\x07\x10\x11', 'latin1')),
    ),
  ).toMatchObject(failing('no format that is read'));
  const packed = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 197 + (at >> 3)) % 256));
  expect(await previewFile(written('packed.csv', packed))).toMatchObject(failing('no format that is read'));
  for (const [content, is] of [
    ['%PDF-1.7\n1 0 obj', 'is a PDF document'],
    ['\x89PNG\r\n', 'is a picture'],
    ['\n<!DOCTYPE html>\n<title>Sign in</title>', 'is a web page'],
  ] as const)
    expect(await previewFile(written('orders.csv', Buffer.from(content, 'latin1')))).toMatchObject(
      failing(is),
    );
  const endless = await planned(written('quote.csv', `a,b\n1,"${'x'.repeat(1_100_000)}`));
  expect(await dryRun(endless, quiet())).toMatchObject(failing('quote.csv, line 2: the row opens a quote'));
  const plan = await planned(written('a.csv', 'x,y\n1,2\n'));
  const [first, ...others] = plan.columns;
  const renamed = { ...plan, columns: [{ ...first, original: 'z' }, ...others] } as FilePlan;
  await expect(made(renamed)).rejects.toMatchObject({
    message: expect.stringContaining('headings are not the ones'),
  });
  const secret = written('secret.csv', 'a,b\n');
  chmodSync(secret, 0);
  const refused = await previewFile(secret);
  if (process.getuid?.() === 0)
    process.stdout.write('files: a missing permission is not tried as root, who has all.\n');
  else expect(refused).toMatchObject(failing('no permission'));
});

it('knows a file by its bytes, and stops when told to', async () => {
  const path = written('hash.csv', 'a,b\n');
  expect(must(await hashFile(path, quiet()))).toBe(
    '5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313',
  );
  const stopped = { signal: AbortSignal.abort(), report: () => undefined };
  expect(await hashFile(path, stopped)).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  const long = written('long.csv', `a,b\n${'1,2\n'.repeat(3_000_000)}`);
  const plan = await planned(long);
  const stop = new AbortController();
  const seen: number[] = [];
  const report = ({ done }: { done: number }) => {
    seen.push(done);
    stop.abort();
  };
  expect(await dryRun(plan, { signal: stop.signal, report })).toMatchObject({
    ok: false,
    failure: { code: 'CANCELLED' },
  });
  expect(seen.length).toBeGreaterThan(0);
});

it('feeds a real store, and leaves nothing of a file that fails', async () => {
  const { store, remove } = await openStore();
  try {
    const path = written('orders.csv', ORDERS);
    const plan = await planned(path);
    const columns = columnsOfPlan(plan);
    const name = relationName('raw', 'orders');
    const load = (source: ReturnType<typeof rowSourceOf>) =>
      store.write(async (session) => {
        const created = await session.createTable({ name, columns });
        return created.ok
          ? session.insertFrom(
              name,
              columns.map((column) => column.name),
              source,
            )
          : created;
      });
    writeFileSync(path, `${ORDERS}3`);
    expect(await load(rowSourceOf(plan))).toMatchObject(failing('has changed since it was looked at'));
    expect(must(await store.describe(name))).toBeNull();
    writeFileSync(path, ORDERS);
    const loaded = must(await load(rowSourceOf(await planned(path))));
    expect(loaded).toMatchObject({ rows: 2, outcome: { rows: 2, rejected: 0 } });
    expect(must(await store.page({ relation: name, offset: 0, limit: 10 })).rows).toEqual([
      [1n, '2026-03-08', 1_250n, 'a;b'],
      [2n, '2026-03-09', 100_300n, null],
    ]);
  } finally {
    await store.close();
    await remove();
  }
});
