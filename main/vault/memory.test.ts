import { expect, it } from 'vitest';
import { memoryStore } from './memory.ts';
import { STORE_CASES } from './store.suite.ts';

for (const { name, run } of STORE_CASES) it(`session memory ${name}`, () => run(memoryStore()));

it('counts what it holds and forgets empty services', async () => {
  const store = memoryStore();
  await store.setPassword('s', 'a', '1');
  await store.setPassword('s', 'b', '2');
  expect([store.count(), store.services()]).toEqual([2, ['s']]);
  await store.deletePassword('s', 'a');
  await store.deletePassword('s', 'b');
  expect([store.count(), store.services()]).toEqual([0, []]);
});
