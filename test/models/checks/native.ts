import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { NodeResult } from '../../../main/models/build/nodeResult.ts';
import type { Shop } from '../build/shop.ts';
import { ALL } from './cases/all.ts';
import type { CheckCase } from './cases/checkCase.ts';
import { TABLES } from './cases/tables.ts';
import { makeTable } from './tables.ts';

/** Every check that comes with Leadline, once over a table that passes and once over one that fails. */
export function nativeChecks(open: (files: Readonly<Record<string, string>>) => Promise<Shop>): void {
  describe('checks without a package', () => {
    const results = new Map<string, NodeResult>();
    beforeAll(async () => {
      const shop = await open({ 'models/checked.yml': sources() });
      for (const [name, table] of Object.entries(TABLES)) await makeTable(shop, 'checks', name, table);
      const { report } = await shop.built({
        command: 'test',
        publish: 'always',
        threads: 4,
        storeFailures: true,
      });
      for (const result of report.results) results.set(result.id.split('.')[2] ?? '', result);
    });
    for (const [at, one] of ALL.entries())
      test(`${one.check} on ${one.table}${one.column === undefined ? '' : `.${one.column}`} ${JSON.stringify(one.args ?? {}, text)}`, () => {
        const result = results.get(nameOf(at));
        expect(result?.failure?.code === 'CHECK_FAILED' ? undefined : result?.failure).toBeUndefined();
        expect({ status: result?.status, failures: result?.failures }).toEqual({
          status: one.failures === 0 ? 'pass' : 'fail',
          failures: one.failures,
        });
      });
  });
}

export function nameOf(at: number): string {
  return `case_${at}`;
}

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

export function sources(): string {
  const named = ALL.map((one, at) => ({ one, name: nameOf(at) }));
  const declared = ({ one, name }: { one: CheckCase; name: string }) => ({
    [one.check]: {
      name,
      ...(one.config === undefined ? {} : { config: one.config }),
      arguments: one.args ?? {},
    },
  });
  const tables = Object.keys(TABLES).map((table) => {
    const own = named.filter(({ one }) => one.table === table);
    const columns = [...new Set(own.flatMap(({ one }) => one.column ?? []))];
    return {
      name: table,
      data_tests: own.filter(({ one }) => one.column === undefined).map(declared),
      columns: columns.map((column) => ({
        name: column,
        data_tests: own.filter(({ one }) => one.column === column).map(declared),
      })),
    };
  });
  const plain = JSON.parse(
    JSON.stringify({ version: 2, sources: [{ name: 'checks', schema: 'checks', tables }] }, text),
  );
  return stringify(plain, { aliasDuplicateObjects: false });
}
