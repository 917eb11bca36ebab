import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { createJobs } from '../jobs/registry.ts';
import type { OpenReport, Warehouse } from '../warehouse/warehouse.ts';
import { quietLog } from '../workspace/testing/quietLog.ts';
import { createWorkspaceWarehouse } from './warehouseOfWorkspace.ts';

const SOUND: OpenReport = {
  migratedFrom: null,
  checked: 'clean exit',
  extractAgain: [],
  sweptRows: 0,
  warnings: [],
};
const SHOP: OpenWorkspace = { path: '/shop', config: null, files: {}, problems: [], revision: 1 };

let jobs: Jobs;
let current: OpenWorkspace | null;
let events: string[];
let opened: () => Promise<Result<Warehouse>>;

beforeEach(() => {
  jobs = createJobs({ log: quietLog(), clock: () => new Date() });
  current = SHOP;
  events = [];
  opened = async () => ok(stub(SOUND));
});
afterEach(() => jobs.close());

/** Only what the life of a warehouse is told by; its work is tested where it is done. */
function stub(report: OpenReport): Warehouse {
  return { opened: report, close: async () => void events.push('closed') } as unknown as Warehouse;
}

function create() {
  return createWorkspaceWarehouse({
    current: () => current,
    open: (workspace) => {
      events.push(`opening ${workspace.path}`);
      return opened();
    },
    jobs,
    log: quietLog(),
  });
}

it('opens once for all who ask at the same time, and only when somebody asks', async () => {
  const warehouse = create();
  expect(events).toEqual([]);
  const [one, other] = await Promise.all([warehouse.get(), warehouse.get()]);
  expect(one).toBe(other);
  expect(events).toEqual(['opening /shop']);
});

it('tries again after an opening that failed', async () => {
  const warehouse = create();
  opened = async () => fail('STORE_BUSY', { message: 'Busy.', next: 'Wait.' });
  expect(await warehouse.get()).toMatchObject({ ok: false, failure: { code: 'STORE_BUSY' } });
  opened = async () => ok(stub(SOUND));
  expect((await warehouse.get()).ok).toBe(true);
});

it('tells no workspace from an empty warehouse', async () => {
  current = null;
  const warehouse = create();
  expect(await warehouse.get()).toMatchObject({ failure: { code: 'WORKSPACE_NOT_OPEN' } });
  expect(warehouse.start('Work', async () => ok('done'))).toMatchObject({ ok: false });
  expect(jobs.list()).toEqual([]);
});

it('ends what works on it, then closes, before it lets the folder go', async () => {
  const warehouse = create();
  const running = new Promise<void>((began) => {
    warehouse.start('Work', async (_, { signal }) => {
      began();
      await new Promise((stop) => signal.addEventListener('abort', stop));
      events.push('work ended');
      return fail('CANCELLED', { message: 'Stopped.', next: 'Start again.' });
    });
  });
  await running;
  await warehouse.release('/shop');
  events.push('released');
  expect(events).toEqual(['opening /shop', 'work ended', 'closed', 'released']);
  await warehouse.get();
  expect(events.at(-1)).toBe('opening /shop');
});

it('waits for an opening under way, so that nothing opens a folder that was let go', async () => {
  let finish = () => {};
  opened = () => new Promise((settle) => (finish = () => settle(ok(stub(SOUND)))));
  const warehouse = create();
  const asked = warehouse.get();
  const released = warehouse.release('/shop').then(() => events.push('released'));
  finish();
  await Promise.all([asked, released]);
  expect(events).toEqual(['opening /shop', 'closed', 'released']);
});

it('tells what was found when it was opened, for the open workspace only', async () => {
  opened = async () =>
    ok(
      stub({
        migratedFrom: 1,
        checked: 'damaged, salvaged',
        extractAgain: [{ relation: 'raw.orders' as never, why: '12 rows could not be read' }],
        sweptRows: 3,
        warnings: ['The folder is synced by a cloud.'],
      }),
    );
  const warehouse = create();
  expect(warehouse.notices()).toEqual([]);
  await warehouse.get();
  const told = warehouse.notices().map(({ message, next }) => `${message} ${next}`);
  expect(told).toHaveLength(4);
  expect(told[0]).toContain('raw.orders (12 rows could not be read)');
  expect(told[2]).toContain('3 rows in RAW belonged to no load in the list and were removed');
  current = { ...SHOP, path: '/other' };
  expect(warehouse.notices()).toEqual([]);
});
