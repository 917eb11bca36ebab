import { expect, it } from 'vitest';
import type { Job } from '../../shared/domain/job.ts';
import { JobId, type Work } from '../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { createJobs } from './registry.ts';

const quiet: Logger = { debug() {}, info() {}, warn() {}, error: () => 'ref-1', scope: () => quiet };

function openJobs() {
  const clock = { now: Date.UTC(2026, 0, 1) };
  return { jobs: createJobs({ log: quiet, clock: () => new Date(clock.now) }), clock };
}

/** Work whose end and reports a test decides. */
function controlled() {
  const settle = Promise.withResolvers<Result<string>>();
  let work: Work | undefined;
  return {
    run: (handed: Work) => {
      work = handed;
      return settle.promise;
    },
    end: settle.resolve,
    throw: settle.reject,
    report: (done: number, total?: number) =>
      work?.report({ step: 's', done, ...(total === undefined ? {} : { total }) }),
    signal: () => work?.signal,
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

it('tells the time left from the pace so far', async () => {
  const { jobs, clock } = openJobs();
  const work = controlled();
  jobs.start('Copy', work.run);
  await settled();
  clock.now += 10_000;
  work.report(25, 100);
  expect(jobs.list()[0]).toMatchObject({ status: 'running', secondsLeft: 30 });
});

it('knows no time left without a total, or before there is a pace', async () => {
  const { jobs, clock } = openJobs();
  const work = controlled();
  jobs.start('Copy', work.run);
  await settled();
  work.report(25, 100);
  expect(jobs.list()[0]).not.toHaveProperty('secondsLeft');
  clock.now += 10_000;
  work.report(30);
  expect(jobs.list()[0]).not.toHaveProperty('secondsLeft');
});

it('never changes an ended job', async () => {
  const { jobs } = openJobs();
  const work = controlled();
  const id = jobs.start('Copy', work.run);
  await settled();
  work.end(ok('Copied.'));
  await settled();
  const ended = jobs.list()[0];
  expect(ended).toMatchObject({ status: 'done', outcome: 'Copied.' });
  work.report(1, 2);
  expect(jobs.cancel(id).ok).toBe(true);
  expect(jobs.list()[0]).toEqual(ended);
  expect(work.signal()?.aborted).toBe(false);
});

it.each<[string, (work: ReturnType<typeof controlled>) => void, Partial<Job>]>([
  [
    'a failure',
    (work) => work.end(fail('DISK_FULL', { message: 'Full.', next: 'Free some.' })),
    { status: 'failed', message: 'Full.', next: 'Free some.' },
  ],
  ['a defect', (work) => work.throw(new Error('boom')), { status: 'failed' }],
])('ends as failed on %s, with what to do', async (_what, end, expected) => {
  const { jobs } = openJobs();
  const work = controlled();
  jobs.start('Copy', work.run);
  await settled();
  end(work);
  await settled();
  expect(jobs.list()[0]).toMatchObject(expected);
  expect(JSON.stringify(jobs.list())).not.toContain('boom');
});

it('shows cancelling until the work has stopped, and cancelled even if it stops by throwing', async () => {
  const { jobs } = openJobs();
  const work = controlled();
  const id = jobs.start('Copy', work.run);
  await settled();
  jobs.cancel(id);
  expect(jobs.list()[0]?.status).toBe('cancelling');
  work.report(5, 10);
  expect(jobs.list()[0]).toMatchObject({ status: 'cancelling', progress: { done: 5 } });
  expect(jobs.dismiss(id)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  work.throw(new Error('aborted'));
  await settled();
  expect(jobs.list()[0]?.status).toBe('cancelled');
});

it('is done when the work finished before it noticed the wish', async () => {
  const { jobs } = openJobs();
  const work = controlled();
  const id = jobs.start('Copy', work.run);
  await settled();
  jobs.cancel(id);
  work.end(ok('Copied.'));
  await settled();
  expect(jobs.list()[0]?.status).toBe('done');
});

it('says so when the work is not on the list', () => {
  const { jobs } = openJobs();
  const id = JobId.parse('gone');
  expect(jobs.cancel(id)).toMatchObject({ ok: false, failure: { code: 'JOB_NOT_FOUND' } });
  expect(jobs.dismiss(id)).toMatchObject({ ok: false, failure: { code: 'JOB_NOT_FOUND' } });
});

it('keeps the twenty that ended last and every one that runs', async () => {
  const { jobs } = openJobs();
  const running = controlled();
  jobs.start('Long', running.run);
  for (let count = 0; count < 25; count += 1) jobs.start(`Short ${count}`, async () => ok('done'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  const titles = jobs.list().map((job) => job.title);
  expect(titles).toHaveLength(21);
  expect(titles).toContain('Long');
  expect(titles).not.toContain('Short 4');
  expect(titles).toContain('Short 5');
});

it('on closing cancels what runs and waits for it', async () => {
  const { jobs } = openJobs();
  const work = controlled();
  jobs.start('Long', work.run);
  await settled();
  let closed = false;
  const closing = jobs.close().then(() => {
    closed = true;
  });
  await settled();
  expect([work.signal()?.aborted, closed]).toEqual([true, false]);
  work.end(ok('done'));
  await closing;
  expect(closed).toBe(true);
});

it('hands watchers the latest state, at most ten times a second', async () => {
  const { jobs } = openJobs();
  const work = controlled();
  jobs.start('Copy', work.run);
  await settled();
  const stop = new AbortController();
  const seen: number[] = [];
  const begun = performance.now();
  const watching = (async () => {
    for await (const [job] of jobs.watch(stop.signal)) seen.push(job?.progress?.done ?? 0);
  })();
  for (let done = 1; done <= 200; done += 1) {
    work.report(done, 200);
    if (done % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  stop.abort();
  await watching;
  expect(seen.at(-1)).toBe(200);
  const tenths = (performance.now() - begun) / 100;
  expect(seen.length).toBeLessThanOrEqual(Math.ceil(tenths) + 1);
});
