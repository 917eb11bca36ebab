import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { datasetVersions } from '../../../main/app/pipelines/datasets.ts';
import { relationName } from '../../../shared/domain/relation.ts';
import { must } from '../../warehouse/store/bench.ts';
import { openStepBench, type StepBench } from './stepBench.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let bench: StepBench;
beforeAll(async () => {
  bench = await openStepBench();
});
afterAll(() => bench.close());

describe('a load step', () => {
  it('loads what a pattern matches, passes over what is in, and skips where nothing has come', async () => {
    await bench.write({ 'in/a.csv': 'id,n\n1,10\n2,20\n', 'in/b.csv': 'id,n\n3,30\n' });
    const step = { load: 'in/*.csv', into: 'raw.orders' };
    expect(await bench.run({ load: 'none/*.csv', into: 'raw.orders' })).toMatchObject({ is: 'skipped' });
    expect(await bench.run({ load: 'none.csv', into: 'raw.orders' })).toMatchObject({ is: 'skipped' });
    expect(await bench.run(step)).toEqual({
      is: 'succeeded',
      told: '3 rows of 2 files loaded into raw.orders.',
      rows: 3,
      wrote: ['raw.orders'],
    });
    await bench.write({ 'in/c.csv': 'id,n\n4,40\n' });
    expect(await bench.run(step)).toMatchObject({ is: 'succeeded', rows: 1 });
    expect(bench.lines.filter((line) => line.startsWith('There already')).sort()).toEqual([
      'There already, so not loaded again: in/a.csv',
      'There already, so not loaded again: in/b.csv',
    ]);
    // One alone that is in already, by its absolute path.
    expect(await bench.run({ ...step, load: join(bench.folder, 'in/a.csv') })).toMatchObject({
      is: 'succeeded',
      rows: 0,
      wrote: [],
    });
    expect(bench.lines.join()).toContain('is in raw.orders already');
    expect(await bench.sql('select sum(n) from raw.orders')).toEqual([[100n]]);
  });

  it('fails on what can’t be read, follows a link as every load does, and loads into RAW only', async () => {
    await bench.write({ 'bad/x.xlsx': 'PK\u0003\u0004 and nothing more' });
    expect(await bench.run({ load: 'bad/x.xlsx', into: 'raw.bad' })).toMatchObject({
      is: 'failed',
      failure: { retry: false },
    });
    await writeFile(join(bench.folder, '..', 'outside.csv'), 'id\n9\n');
    await symlink(join(bench.folder, '..', 'outside.csv'), join(bench.folder, 'in', 'link.csv'));
    expect(await bench.run({ load: 'in/link.csv', into: 'raw.linked' })).toMatchObject({ rows: 1 });
    await rm(join(bench.folder, 'in', 'link.csv'));
    expect(await bench.run({ load: '~/outside.csv', into: 'raw.home' })).toMatchObject({ rows: 1 });
    expect(await bench.run({ load: 'in/a.csv', into: 'core.orders' })).toMatchObject({
      failure: { code: 'BAD_INPUT', retry: false },
    });
  });
});

describe('a build step', () => {
  it('builds what is selected, tells each node, and what it published', async () => {
    await bench.write({
      'models/stg.sql': "{{ config(materialized='table') }} select 1 as id, {{ var('n', 5) }} as n",
      'models/other.sql': 'select 2 as id',
      'models/checks.yml':
        'models:\n  - name: stg\n    columns: [{ name: n, tests: [{ accepted_values: { values: [5, 7], quote: false } }] }]\n',
    });
    const built = await bench.run({ build: 'stg', vars: { n: 7 } });
    expect(built).toMatchObject({ is: 'succeeded', wrote: ['analytics.stg'] });
    expect(bench.lines.some((line) => /START\s+model stg/.test(line))).toBe(true);
    expect(bench.lines.some((line) => /PASS\s+check accepted_values_stg/.test(line))).toBe(true);
    expect(bench.progress.at(-1)).toMatchObject({ step: 'Publishing' });
    expect(bench.workbench.models.picture()).toMatchObject({ phase: 'ended', report: { success: true } });
    const again = await bench.run({ build: ['stg'], vars: { n: 7 } });
    expect(again).toMatchObject({ is: 'succeeded', wrote: [] });
  });

  it('fails for good at a check, names it, and readers keep what was there', async () => {
    const [before] = await bench.sql('select n from analytics.stg');
    expect(before).toEqual([7n]);
    const failed = await bench.run({ build: 'all', vars: { n: 6 } });
    expect(failed).toMatchObject({ is: 'failed', failure: { code: 'CHECK_FAILED', retry: false } });
    expect(failed.is === 'failed' && failed.failure.message).toContain('accepted_values_stg_n');
    const [after] = await bench.sql('select n from analytics.stg');
    expect(after).toEqual([7n]);
  });

  it('waits for its turn beside a build by hand, and ends when it is stopped', async () => {
    await bench.write({
      'models/endless.sql':
        "{{ config(materialized='table') }} with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000000000) select max(i) as i from n",
    });
    const stop = new AbortController();
    const going = bench.run({ build: 'endless' }, { signal: stop.signal });
    while (!bench.lines.some((line) => line.includes('START'))) await new Promise((r) => setTimeout(r, 20));
    expect(bench.workbench.models.start({ command: 'build', selection: {} })).toMatchObject({
      failure: { code: 'STORE_BUSY' },
    });
    const lines = [...bench.lines];
    expect(await bench.run({ build: 'other' })).toMatchObject({
      is: 'failed',
      failure: { code: 'STORE_BUSY', retry: true },
    });
    stop.abort();
    expect(await going).toMatchObject({ is: 'failed', failure: { code: 'CANCELLED' } });
    expect(lines.length).toBeGreaterThan(0);
    await rm(join(bench.folder, 'models', 'endless.sql'));
    expect(await bench.run({ build: 'other' })).toMatchObject({ is: 'succeeded' });
  });

  it('a model that can’t be built is no failed check, and isn’t tried again', async () => {
    await bench.write({ 'models/broken.sql': 'select nothing_there from nowhere' });
    expect(await bench.run({ build: 'broken' })).toMatchObject({
      is: 'failed',
      failure: { code: 'MODEL_FAILED', retry: false },
    });
    await rm(join(bench.folder, 'models', 'broken.sql'));
  });
});

it('tells the version of what was written, by loads, builds and steps alike', async () => {
  const names = [relationName('raw', 'orders'), relationName('core', 'never'), relationName('core', 'made')];
  const before = must(await datasetVersions(bench.warehouse.store, names));
  expect(Object.keys(before)).toEqual(['raw.orders']);
  await bench.run({ sql: 'create table core.made as select 1 as id' });
  const after = must(await datasetVersions(bench.warehouse.store, names));
  expect(after).toEqual({ ...before, 'core.made': expect.stringMatching(/^step /) });
  await bench.write({ 'in/d.csv': 'id,n\n5,50\n' });
  await bench.run({ load: 'in/d.csv', into: 'raw.orders' });
  const later = must(await datasetVersions(bench.warehouse.store, names));
  expect(later['raw.orders']).not.toBe(before['raw.orders']);
});

describe('a command step', () => {
  it('runs within the workbench that holds the workspace', async () => {
    expect(await bench.run({ command: 'tables' })).toMatchObject({ is: 'succeeded' });
    expect(bench.lines.join('\n')).toContain('orders');
    expect(await bench.run({ command: ['load', 'in/a.csv', '--as', 'raw.by_command'] })).toMatchObject({
      is: 'succeeded',
    });
    expect(
      await bench.run({ command: 'sql "select count(*) as \'many\' from raw.by_command"' }),
    ).toMatchObject({
      is: 'succeeded',
    });
    expect(bench.lines.join('\n')).toMatch(/many\n-+\n +2/);
    for (const command of ['verify', 'models ls', 'build --select other', 'source list', 'backup', 'doctor'])
      expect([command, (await bench.run({ command })).is]).toEqual([command, 'succeeded']);
    expect(await bench.run({ command: 'sql "select nope"' })).toMatchObject({
      is: 'failed',
      failure: { code: 'SQL_FAILED' },
    });
    expect(await bench.run({ command: 'load --oops' })).toMatchObject({ is: 'failed' });
    // The workspace is still held and open.
    expect(bench.workbench.workspaces.current()?.path).toBe(bench.folder);
    expect((await bench.sql('select 1 as one'))[0]).toEqual([1n]);
  });

  it('is never one that doesn’t end, asks for secrets, or goes elsewhere', async () => {
    for (const command of [
      ...['serve', 'scheduler', 'init x', 'demo', 'vault list', 'restore x', 'run daily', 'oops'],
      ...['source add shop', 'source remove shop', 'tables --workspace /tmp', 'build --project=x'],
    ]) {
      const ended = await bench.run({ command });
      expect([command, ended]).toMatchObject([
        command,
        { is: 'failed', failure: { code: 'BAD_INPUT', retry: false } },
      ]);
    }
  });

  it('stops when its signal fires', async () => {
    const stop = new AbortController();
    const sql = 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n';
    const going = bench.run({ command: ['sql', sql] }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect(await going).toMatchObject({ is: 'failed', failure: { code: 'CANCELLED' } });
  });
});
