import { join } from 'node:path';
import { loadFiles } from '../../main/app/loadFiles.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { openTestWorkbench, type TestWorkbench } from '../contract/workbench.ts';
import type { Benchmark } from './benchmark.ts';
import { purchasesFile, purchasesRows } from './purchases.ts';

const RELATION = relationName('raw', 'purchases');
const ROWS = 500;

const deepPage: Benchmark = {
  name: 'a page of 500 rows at offset 1 M',
  unit: 'ms',
  repeats: 15,
  aim: { absolute: 25 },
  async open(smoke) {
    const rows = purchasesRows(smoke);
    const test = await openTestWorkbench();
    const store = await loaded(test, rows);
    const request = { relation: RELATION, offset: Math.min(1_000_000, Math.floor(rows / 2)), limit: ROWS };
    return {
      ours: {
        label: 'store.page',
        async run() {
          const page = await store.page(request, { priority: 'interactive' });
          if (!page.ok || page.value.rows.length !== ROWS) throw new Error('The page is not whole.');
        },
      },
      close: test.close,
    };
  },
};

async function loaded({ workbench, folder }: TestWorkbench, rows: number) {
  const made = await workbench.workspaces.create(
    NewWorkspace.parse({
      path: join(folder, 'shop'),
      name: 'Corner shop',
      template: 'blank',
      zone: 'America/New_York',
      currency: 'USD',
    }),
  );
  if (!made.ok) throw new Error(made.failure.message);
  const warehouse = await workbench.warehouse.get();
  if (!warehouse.ok) throw new Error(warehouse.failure.message);
  const done = await loadFiles(
    warehouse.value,
    LoadWish.parse({ paths: [purchasesFile(rows)], relation: RELATION }),
    { dry: false, work: { signal: new AbortController().signal, report: () => {} } },
  );
  if (!done.ok) throw new Error(done.failure.message);
  await warehouse.value.store.tidy();
  return warehouse.value.store;
}

export const benchmarks: readonly Benchmark[] = [deepPage];
