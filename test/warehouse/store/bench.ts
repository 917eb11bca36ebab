import { afterAll, beforeAll, expect } from 'vitest';
import type { Store, TableSpec } from '../../../main/warehouse/store.ts';
import type { Column, ColumnType, Row } from '../../../shared/domain/column.ts';
import type { Layer } from '../../../shared/domain/layer.ts';
import { type RelationName, relationName } from '../../../shared/domain/relation.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';

export type OpenStore = () => Promise<{ store: Store; close(): Promise<void> }>;

/** One store for a file of tests; each test works in relations of its own. */
export interface Bench {
  readonly store: Store;
  /** A name nobody else uses. */
  name(layer: Layer, stem?: string): RelationName;
  /** A table of an integer `id` and a text `word`, with these rows in it. */
  table(rows?: readonly Row[], more?: Partial<TableSpec>): Promise<RelationName>;
}

export function useBench(open: OpenStore): Bench {
  let opened: Awaited<ReturnType<OpenStore>> | undefined;
  let names = 0;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
  });
  const bench: Bench = {
    get store() {
      if (opened === undefined) throw new Error('The store is open only while tests run.');
      return opened.store;
    },
    name(layer, stem = 't') {
      names += 1;
      return relationName(layer, `${stem}_${names}`);
    },
    async table(rows = [], more = {}) {
      const spec: TableSpec = { name: bench.name('raw'), columns: ID_AND_WORD, ...more };
      await write(bench.store, async (session) => {
        const created = await session.createTable(spec);
        if (!created.ok) return created;
        return session.insert(
          spec.name,
          spec.columns.map((one) => one.name),
          [rows],
        );
      });
      return spec.name;
    },
  };
  return bench;
}

export const ID_AND_WORD: readonly Column[] = [column('id', 'integer', false), column('word', 'text')];

export function column(
  name: string,
  type: ColumnType | Exclude<ColumnType['kind'], 'decimal'>,
  nullable = true,
): Column {
  return { name, type: typeof type === 'string' ? { kind: type } : type, nullable };
}

export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.next}`);
}

export function failureOf(result: Result<unknown>): Failure {
  if (!result.ok) return result.failure;
  throw new Error('It succeeded, and was expected to fail.');
}

/** A failure a person can read: says what, says what next, tells no stack. */
export function expectWords(failure: Failure): void {
  expect(failure.message).toMatch(/^[A-Za-z].*\S/s);
  expect(failure.next.length).toBeGreaterThan(5);
  expect(failure.message).not.toMatch(/undefined|\bat .*:\d+:\d+/);
}

export async function write<T>(
  store: Store,
  work: Parameters<Store['write']>[0] extends (session: infer S) => unknown
    ? (session: S) => Promise<Result<T>>
    : never,
): Promise<T> {
  return must(await store.write(work));
}

export async function rowsOf(
  store: Store,
  relation: RelationName,
  columns = 'id, word',
): Promise<readonly Row[]> {
  return must(await store.query(`select ${columns} from ${store.quote(relation)} order by 1`)).rows;
}
