import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Job } from '../../../shared/domain/job.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { createRandom } from '../../insight/numbers/random.ts';
import type { OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { createJobs } from '../../jobs/registry.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quietLog } from '../../workspace/testing/quietLog.ts';
import { createWorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { type ComputeOutlook, computeAsJob } from './computeAsJob.ts';

const random = createRandom(3);
const INPUT: OutlookInput = {
  ...{ outcome: 'mug/units', firstDay: 20_000, signals: [], causes: [], horizon: 14, maxLead: 20 },
  values: Float64Array.from({ length: 240 }, () => Math.round(60 * Math.exp(0.2 * random.normal()))),
  labels: new Map([['mug/units', 'Frog mug']]),
};

let jobs: Jobs;
let compute: ComputeOutlook;
beforeEach(() => {
  jobs = createJobs({ log: quietLog(), clock: () => new Date() });
  const warehouse = createWorkspaceWarehouse({
    current: () => ({ path: '/shop', config: null, files: {}, problems: [], revision: 1 }),
    open: async () => ok({ opened: { warnings: [], extractAgain: [] } } as unknown as Warehouse),
    ...{ jobs, log: quietLog() },
  });
  compute = computeAsJob({ warehouse, jobs });
});
afterEach(() => jobs.close());

const asked = () => {
  const stopping = new AbortController();
  return { stopping, work: { signal: stopping.signal, report() {} } };
};

async function firstTold(): Promise<Job | undefined> {
  for await (const [job] of jobs.watch()) if (job?.progress !== undefined) return job;
  return undefined;
}

it('tells how far it is under its outcome’s name, and leaves the list with its answer', async () => {
  const made = compute(INPUT, asked().work);
  const job = await firstTold();
  expect(job).toMatchObject({ title: 'Forecast of Frog mug', status: 'running' });
  expect(job?.progress).toMatchObject({ done: expect.any(Number), total: expect.any(Number) });
  expect(await made).toMatchObject({ ok: true, value: { kind: 'outlook' } });
  expect(jobs.list()).toEqual([]);
});

it.each(['the list of jobs', 'whoever asked'])('is stopped by %s', async (who) => {
  const { work, stopping } = asked();
  const made = compute(INPUT, work);
  const job = await firstTold();
  if (who === 'whoever asked') stopping.abort();
  else if (job !== undefined) jobs.cancel(job.id);
  expect(await made).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  expect(jobs.list()).toEqual([]);
});
