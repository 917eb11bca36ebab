import { randomBytes } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createWarehouse, type WarehouseOptions } from '../../../main/warehouse/createWarehouse.ts';
import type { Disposition } from '../../../main/warehouse/loads.ts';
import type { Warehouse } from '../../../main/warehouse/warehouse.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../../shared/domain/relation.ts';
import { type Failure, fail, type Result } from '../../../shared/errors/failure.ts';

export async function dataFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-durability-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export function openResult(
  folder: string,
  options: Partial<WarehouseOptions> = {},
): Promise<Result<Warehouse>> {
  return createWarehouse({
    workspace: folder,
    dataFolder: folder,
    config: { warehouse: { engine: 'sqlite' } },
    log: quietLog(),
    clock: () => new Date(),
    random: randomBytes,
    connectionOf: async (name) =>
      fail('SECRET_NOT_FOUND', { message: `There is no connection ${name}.`, next: 'Add it.' }),
    ...options,
  });
}

/** Open until the test ends, or until it is closed by the test. */
export async function openWarehouse(folder: string, options?: Partial<WarehouseOptions>): Promise<Warehouse> {
  const warehouse = must(await openResult(folder, options));
  onTestFinished(() => warehouse.close());
  return warehouse;
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

export function failed(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('it was expected to fail');
  return result.failure;
}

/** One load of `rows` records into `raw.<name>`, all different. */
export async function land(
  warehouse: Warehouse,
  name: string,
  rows: number,
  { attempt = `${name}-${rows}-${Math.random()}`, disposition = 'append' as Disposition, text = 40 } = {},
): Promise<Result<unknown>> {
  const records = Array.from({ length: rows }, (_, id) => ({
    id,
    note: `${attempt} ${id} `.padEnd(text, 'abcdefghij'),
  }));
  return warehouse.loads.land(
    {
      source: 'shop',
      stream: name,
      relation: relationName('raw', name),
      disposition,
      contract: 'evolve',
    },
    (async function* () {
      for (let at = 0; at < rows; at += 1000) yield records.slice(at, at + 1000);
    })(),
    { attempt, state: () => ({ rows }) },
  );
}

export async function count(warehouse: Warehouse, relation: string): Promise<number> {
  const [layer, name] = relation.split('.');
  const rows = must(await warehouse.store.query(`select count(*) from "${layer}.${name}"`));
  return Number(rows.rows[0]?.[0]);
}
