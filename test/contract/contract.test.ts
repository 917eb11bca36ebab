import { setTimeout as pause } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../main/rpc/core.ts';
import type { Job } from '../../shared/domain/job.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { Failure, ok } from '../../shared/errors/failure.ts';
import { CANARY } from '../canary.ts';
import { type Attached, TRANSPORTS } from './transports.ts';
import { openTestWorkbench, type TestWorkbench } from './workbench.ts';

/** One behavioural suite: whatever the transport, a caller can't tell the difference. */
describe.each(Object.entries(TRANSPORTS))('the contract %s', (_name, attach) => {
  let test: TestWorkbench;
  let core: Core;
  let line: Attached;

  beforeEach(async () => {
    test = await openTestWorkbench();
    core = test.workbench;
  });

  afterEach(async () => {
    await line.close();
    await test.close();
  });

  it('answers a query', async () => {
    line = await attach(core);
    expect(await line.client.app.info()).toEqual(core.info());
  });

  it('carries a mutation, which every later watcher sees', async () => {
    line = await attach(core);
    const changed = await line.client.settings.change({ theme: 'dark' });
    expect(changed.theme).toBe('dark');
    expect(core.settings.current().theme).toBe('dark');
    const stop = new AbortController();
    for await (const settings of await line.client.settings.watch(undefined, { signal: stop.signal })) {
      expect(settings.theme).toBe('dark');
      break;
    }
    stop.abort();
  });

  it('delivers a failure whole: code, words and next step', async () => {
    line = await attach(core);
    const error = await rejection(line.client.workspace.open({ path: `${test.folder}/nowhere` }));
    expect(error).toBeInstanceOf(ORPCError);
    const failure = Failure.parse((error as ORPCError<string, unknown>).data);
    expect((error as ORPCError<string, unknown>).defined).toBe(true);
    expect((error as ORPCError<string, unknown>).code).toBe(failure.code);
    expect(['WORKSPACE_NOT_FOUND', 'FOLDER_NOT_FOUND']).toContain(failure.code);
    expect(failure.message).toContain('nowhere');
    expect(failure.next).not.toBe('');
  });

  it('rejects input that breaks the contract, naming the field', async () => {
    line = await attach(core);
    const error = await rejection(line.client.vault.set({ name: 'NOT A NAME' as never, value: 'x' }));
    const failure = Failure.parse((error as ORPCError<string, unknown>).data);
    expect(failure.code).toBe('BAD_INPUT');
    expect(failure.message).toMatch(/^That input can't be used: name: use lower-case letters/);
  });

  it('streams progress to the end, and never backwards', async () => {
    line = await attach(core);
    core.jobs.start('Count to twenty', async ({ report }) => {
      for (let done = 1; done <= 20; done += 1) {
        report({ step: 'counting', done, total: 20 });
        await pause(10);
      }
      return ok('Counted to 20.');
    });
    const seen = await watchUntil(line, (job) => job.status === 'done');
    const counts = seen.map((job) => job.progress?.done ?? 0);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(20);
    expect(new Set(counts).size).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ status: 'done', outcome: 'Counted to 20.' });
  });

  it('cancels work, and the work hears it', async () => {
    line = await attach(core);
    let heard = false;
    const id = core.jobs.start('Wait for ever', async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      heard = true;
      signal.throwIfAborted();
      return ok('never');
    });
    await watchUntil(line, (job) => job.status === 'running');
    await line.client.jobs.cancel({ id });
    const seen = await watchUntil(line, (job) => job.status === 'cancelled');
    expect(heard).toBe(true);
    expect(seen.at(-1)?.status).toBe('cancelled');
    await line.client.jobs.dismiss({ id });
    expect(core.jobs.list()).toEqual([]);
  });

  it('aborts the handler of a stream when its caller stops listening', async () => {
    const { watched, handler } = watchedCore(core);
    line = await attach(watched);
    const stop = new AbortController();
    const stream = await line.client.settings.watch(undefined, { signal: stop.signal });
    await stream.next();
    expect(handler()?.aborted).toBe(false);
    stop.abort();
    await stream.return?.(undefined).catch(() => undefined);
    await until(() => handler()?.aborted === true);
  });

  it('turns a defect into INTERNAL with a reference found in the log, and tells nothing more', async () => {
    const broken: Core = {
      ...core,
      info: () => {
        throw new TypeError('inner workings at /secret/path');
      },
    };
    line = await attach(broken);
    const error = (await rejection(line.client.app.info())) as ORPCError<string, unknown>;
    const failure = Failure.parse(error.data);
    expect(failure.code).toBe('INTERNAL');
    expect(JSON.stringify(failure) + error.message).not.toContain('inner workings');
    await core.log.flush();
    const { entries } = await core.log.read({
      least: 'error',
      search: String(failure.reference),
      skip: 0,
      take: 10,
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.fields).toContain('inner workings');
  });

  it('lets no secret out, even where a handler hands one over by mistake', async () => {
    const leaking: Core = {
      ...core,
      info: () => ({ ...core.info(), version: new Secret(CANARY) as unknown as string }),
    };
    line = await attach(leaking);
    const answer = await line.client.app.info().then(
      (value) => JSON.stringify(value),
      (error: unknown) => JSON.stringify(error) + String(error),
    );
    expect(answer).toContain('INTERNAL');
    expect(answer).not.toContain(CANARY);
  });
});

describe('a line that breaks', () => {
  it.each(['over a MessagePort', 'over a WebSocket'])(
    'ends its handlers and lets the next line continue, %s',
    async (name) => {
      const test = await openTestWorkbench();
      const { watched, handler } = watchedCore(test.workbench);
      const attach = TRANSPORTS[name];
      if (!attach) throw new Error(`no transport ${name}`);
      const first = await attach(watched);
      const stream = await first.client.settings.watch();
      await stream.next();
      const severed = handler();
      first.sever();
      await until(() => severed?.aborted === true);

      const second = await attach(watched);
      await second.client.settings.change({ theme: 'light' });
      const again = await second.client.settings.watch();
      expect((await again.next()).value).toMatchObject({ theme: 'light' });
      await second.close();
      await first.close();
      await test.close();
    },
  );
});

async function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.fail('the call should have failed'),
    (error: unknown) => error,
  );
}

async function watchUntil(line: Attached, wanted: (job: Job) => boolean): Promise<Job[]> {
  const seen: Job[] = [];
  const stop = new AbortController();
  for await (const jobs of await line.client.jobs.watch(undefined, { signal: stop.signal })) {
    const [job] = jobs;
    if (!job) continue;
    seen.push(job);
    if (wanted(job)) break;
  }
  stop.abort();
  return seen;
}

/** The core with the signal of its latest settings stream in sight. */
function watchedCore(core: Core): { watched: Core; handler: () => AbortSignal | undefined } {
  let latest: AbortSignal | undefined;
  const settings = {
    ...core.settings,
    watch(signal?: AbortSignal) {
      latest = signal;
      return core.settings.watch(signal);
    },
  };
  return { watched: { ...core, settings }, handler: () => latest };
}

async function until(met: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !met(); tries += 1) await pause(25);
  expect(met()).toBe(true);
}
