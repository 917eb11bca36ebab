import { expect, test } from 'vitest';
import { type ClockChange, clockChange } from './watchClock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const calm: ClockChange = { woke: false, slow: false, leapt: 0, back: 0 };

test.each<[string, readonly [number, number, number | null], Partial<ClockChange>]>([
  ['an ordinary tick', [20_000, 20_000, 20_000], {}],
  ['a time server shifted the wall a little', [24_000, 20_000, 20_000], {}],
  ['a busy machine', [70_000, 70_000, 70_000], { slow: true }],
  ['a sleep in which the monotonic clock stood', [8 * HOUR, 20_000, 8 * HOUR], { woke: true, slow: true }],
  ['a sleep in which it went on', [8 * HOUR, 8 * HOUR, 8 * HOUR], { woke: true, slow: true }],
  ['a sleep of 30 seconds', [50_000, 20_000, 50_000], { woke: true }],
  ['a sleep while the wall was put back', [-HOUR, 20_000, HOUR], { woke: true, back: HOUR }],
  ['a sleep of weeks', [20 * DAY, 20_000, 20 * DAY], { woke: true, slow: true }],
  ['a wall moved by hours', [5 * HOUR, 20_000, 20_000], { woke: true, slow: true }],
  ['a wall put back', [-5 * HOUR, 20_000, 20_000], { woke: true, back: 5 * HOUR }],
  ['a wall moved by days', [3 * DAY + 20_000, 20_000, 20_000], { woke: true, slow: true, leapt: 3 * DAY }],
  [
    'a wall moved by days in a sleep of hours',
    [3 * DAY, 20_000, 5 * HOUR],
    { woke: true, slow: true, leapt: 3 * DAY - 5 * HOUR },
  ],
  ['days on a machine that can not tell a sleep', [3 * DAY, 20_000, null], { woke: true, slow: true }],
])('%s', (_, [wall, monotonic, uptime], expected) => {
  const before = { wall: 1_000_000, monotonic: 500, uptime: uptime === null ? null : 9_000 };
  const now = {
    wall: before.wall + wall,
    monotonic: before.monotonic + monotonic,
    uptime: uptime === null ? null : 9_000 + uptime,
  };
  expect(clockChange(before, now)).toEqual({ ...calm, ...expected });
});
