import { expect, it } from 'vitest';
import type { Failure } from '../../../shared/errors/failure.ts';
import { createReach } from './reach.ts';

it('takes a host for away once it was missed for half a minute, and tries it again a minute later', () => {
  let now = 1_000_000;
  const reach = createReach({ now: () => now, wait: async () => undefined });
  const missed = (seconds: number): number => {
    now += seconds * 1_000;
    return reach.missed('shop.example', why(seconds));
  };
  expect([missed(0), missed(10)]).toEqual([0, 10_000]);
  expect(reach.assumed('shop.example')).toBeNull();
  expect(missed(20)).toBe(30_000);
  const assumed = reach.assumed('shop.example');
  expect([assumed, reach.assumed('other.example')]).toEqual([why(20), null]);
  now += 59_000;
  // Told once more without having been tried, it is no newer for that.
  if (assumed !== null) reach.missed('shop.example', assumed);
  expect(reach.assumed('shop.example')).toEqual(why(20));
  now += 1_000;
  expect(reach.assumed('shop.example')).toBeNull();
  reach.reached('shop.example');
  expect(missed(1)).toBe(0);
});

function why(seconds: number): Failure {
  return { code: 'SOURCE_UNREACHABLE', message: `Missed ${seconds}`, next: 'Try again.', retry: true };
}
