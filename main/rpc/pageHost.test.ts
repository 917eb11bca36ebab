import { expect, it } from 'vitest';
import type { HostRequest } from '../../shared/contract/host.ts';
import { createPageHost } from './pageHost.ts';

const ask = { title: 'Choose a folder', startAt: '/start' };

/** A page that is attached, with what it was told. */
function attach(host: ReturnType<typeof createPageHost>) {
  const told: HostRequest[] = [];
  const stop = new AbortController();
  const done = (async () => {
    for await (const request of host.requests(stop.signal)) told.push(request);
  })();
  return {
    told,
    leave: async () => {
      stop.abort();
      await done;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('asks every page, takes the first answer and withdraws the question from the others', async () => {
  const host = createPageHost();
  const pages = [attach(host), attach(host)];
  await turn();
  const picked = host.pickFolder(ask);
  await turn();
  const id = pages[0]?.told[0]?.id ?? '';
  expect(pages.map(({ told }) => told)).toEqual(
    [1, 2].map(() => [{ kind: 'pickFolder', id, title: 'Choose a folder', startAt: '/start' }]),
  );
  host.answer(id, '/chosen');
  host.answer(id, '/too-late');
  expect(await picked).toBe('/chosen');
  await turn();
  expect(pages.map(({ told }) => told.at(-1))).toEqual([1, 2].map(() => ({ kind: 'withdrawn', id })));
  await Promise.all(pages.map((page) => page.leave()));
});

it('asks a page that comes late what is still open, and nothing that is settled', async () => {
  const host = createPageHost();
  const first = host.pickFolder(ask);
  const second = host.pickSavePath({ ...ask, suggestedName: 'bundle.zip' });
  const page = attach(host);
  await turn();
  const [one, two] = page.told;
  expect([one?.kind, two?.kind]).toEqual(['pickFolder', 'pickSavePath']);
  host.answer(one?.id ?? '', null);
  expect(await first).toBeNull();
  await page.leave();

  const later = attach(host);
  await turn();
  expect(later.told.map(({ id }) => id)).toEqual([two?.id]);
  host.answer(two?.id ?? '', '/there/bundle.zip');
  expect(await second).toBe('/there/bundle.zip');
  await later.leave();
});

it('withdraws a question whose asker is gone', async () => {
  const host = createPageHost();
  const page = attach(host);
  const caller = new AbortController();
  const picked = host.pickFolder(ask, caller.signal);
  await turn();
  caller.abort();
  expect(await picked).toBeNull();
  await turn();
  expect(page.told.map(({ kind }) => kind)).toEqual(['pickFolder', 'withdrawn']);
  await page.leave();
  const next = attach(host);
  await turn();
  expect(next.told).toEqual([]);
  await next.leave();
});
