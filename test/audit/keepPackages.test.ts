import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeKeptPackage } from '../../main/app/audit/keep/keepPackage.ts';
import { listPackages } from '../../main/audit/register/packages.ts';
import { SecretName } from '../../shared/contract/vault.ts';
import { AuditSubject, AuditVariant } from '../../shared/domain/audit.ts';
import { must } from '../warehouse/store/bench.ts';
import { type AuditedShop, auditedShop } from './auditedShop.ts';
import { readParts } from './parts/readParts.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let audited: AuditedShop;
beforeAll(async () => {
  audited = await auditedShop();
});
afterAll(() => audited?.shop.close());

const quiet = { signal: new AbortController().signal, report: () => undefined };
const clock = () => new Date('2026-03-08T10:00:00Z');
const relation = AuditSubject.parse({ kind: 'relation', relation: 'core.fct_outcome_daily' });
const wish = { subject: relation, variant: 'full' } as const;
const make = (to?: string, work = quiet) => makeKeptPackage({ ...wish, to }, audited.around, clock, work);
const exports = () => join(audited.shop.path, '.leadline', 'exports');
const known = async () => must(await listPackages(audited.around.warehouse.store));

it('gives a verified package its name, with the manifest beside it, and the same package the same file', async () => {
  await mkdir(exports(), { recursive: true });
  const left = join(exports(), 'left.leadline-tmp');
  await writeFile(left, 'x');
  await utimes(left, new Date(0), new Date(0));
  const made = must(await make());
  expect(made.ticks.every(({ is }) => is === 'ok')).toBe(true);
  expect(made.ticks.map(({ title }) => title)).toContain('Cells');
  const name = basename(made.file, '.xlsx');
  expect(name).toMatch(/^relation-core-fct-outcome-daily-\d{4}-\d{2}-\d{2}$/);
  expect((await readdir(exports())).sort()).toEqual([`${name}.manifest.json`, `${name}.xlsx`]);
  const manifest = JSON.parse(await readFile(join(exports(), `${name}.manifest.json`), 'utf8'));
  expect(manifest).toEqual(made.manifest);

  const again = must(await make());
  expect(again.file).toBe(made.file);
  expect(again.manifest.sha256).toBe(made.manifest.sha256);
  const summary = must(await makeKeptPackage({ ...wish, variant: 'summary' }, audited.around, clock, quiet));
  expect(basename(summary.file)).toBe(`${name}-summary.xlsx`);
});

it('overwrites no other file, and says which', async () => {
  const [{ file } = { file: '' }] = await known();
  const before = await known();
  const other = join(audited.shop.opened.folder, 'other.xlsx');
  await writeFile(other, 'mine');
  const taken = await make(other);
  expect(taken.ok ? null : taken.failure.message).toContain('is there already');
  expect(await readFile(other, 'utf8')).toBe('mine');
  const relative = await make('other.xlsx');
  expect(relative.ok ? null : relative.failure.code).toBe('BAD_INPUT');
  const nowhere = await make(join(audited.shop.opened.folder, 'gone', 'a.xlsx'));
  expect(nowhere.ok ? null : nowhere.failure.code).toBe('FOLDER_NOT_FOUND');
  expect(await known()).toHaveLength(before.length);
  expect(file).not.toBe('');
});

it('leaves nothing where it was cancelled, at whichever step, or may not write', async () => {
  const before = (await readdir(exports())).sort();
  const packages = (await known()).length;
  for (const step of ['gathering', 'writing', 'verifying']) {
    const stop = new AbortController();
    const cancelled = await make(undefined, {
      signal: stop.signal,
      report: (told: { readonly step: string }) => {
        if (told.step.startsWith(step)) stop.abort();
      },
    } as typeof quiet);
    expect(cancelled.ok ? null : cancelled.failure.code, step).toBe('CANCELLED');
    expect((await readdir(exports())).sort(), step).toEqual(before);
  }
  const noFolder = await make(join(exports(), before[1] ?? '', 'a.xlsx'));
  expect(noFolder.ok ? null : noFolder.failure.code).toBe('FOLDER_NOT_FOUND');
  if (process.getuid?.() !== 0) {
    const shut = join(audited.shop.opened.folder, 'shut');
    await mkdir(shut);
    await chmod(shut, 0o500);
    const refused = await make(join(shut, 'a.xlsx'));
    expect(refused.ok ? null : refused.failure.code).toBe('FOLDER_UNWRITABLE');
    expect(await readdir(shut)).toEqual([]);
  }
  expect(await known()).toHaveLength(packages);
});

it('takes a package away that does not hold, and says why', async () => {
  const file = join(audited.shop.opened.folder, 'broken.xlsx');
  const { around } = audited;
  // The database counts other rows than it gives: the headline breaks.
  const lying: typeof around = {
    ...around,
    warehouse: {
      ...around.warehouse,
      store: new Proxy(around.warehouse.store, {
        get(store, key) {
          if (key !== 'query') return Reflect.get(store, key);
          const query: typeof store.query = async (sql, ...rest) => {
            const answer = await store.query(sql, ...rest);
            if (!answer.ok || !/sum\(/i.test(sql)) return answer;
            const rows = answer.value.rows.map((row) =>
              row.map((value) =>
                typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? value + 1 : value,
              ),
            );
            return { ...answer, value: { ...answer.value, rows } };
          };
          return query;
        },
      }),
    },
  };
  const made = await makeKeptPackage({ ...wish, to: file }, lying, clock, quiet);
  expect(made.ok ? null : made.failure.code).toBe('CHECK_FAILED');
  expect(made.ok ? null : made.failure.message).toContain('Headline figures');
  expect(existsSync(file)).toBe(false);
});

it('puts no secret into a workbook or its manifest, nor the key that pseudonyms are made with', async () => {
  const { shop, around } = audited;
  const canary = 'canary-7f3a91c2';
  await shop.client.vault.set({ name: SecretName.parse('shop.token'), value: canary });
  const source = `connector: csv-folder\nconfig:\n  token: \${{ secrets.shop.token }}\n`;
  await writeFile(join(shop.path, 'sources', 'canary.yml'), source);
  const subjects = [relation, AuditSubject.parse({ kind: 'period', from: '2024-01-01', to: '2099-12-31' })];
  const key = Buffer.from(must(await around.pseudonymKey())).toString('hex');
  for (const subject of subjects)
    for (const variant of AuditVariant.options) {
      const made = must(await makeKeptPackage({ subject, variant }, around, clock, quiet));
      const manifest = await readFile(made.file.replace(/xlsx$/, 'manifest.json'), 'utf8');
      const told = [manifest, ...readParts(await readFile(made.file)).values()].join('\n');
      expect(told).toContain(made.manifest.package);
      for (const secret of [canary, key]) expect(told.toLowerCase()).not.toContain(secret);
    }
});
