import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createQueue } from './queue.ts';

test('one after another in the order given, a failure among them', async () => {
  const inTurn = createQueue();
  const steps: string[] = [];
  const job = (name: string, ms: number) => async () => {
    steps.push(`${name} begins`);
    await pause(ms);
    steps.push(`${name} ends`);
    if (name === 'b') throw new Error('b broke');
    return name;
  };
  const all = await Promise.allSettled([inTurn(job('a', 20)), inTurn(job('b', 5)), inTurn(job('c', 0))]);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
