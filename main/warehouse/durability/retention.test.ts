import { expect, test } from 'vitest';
import { BEFORE_MIGRATION, DAILY, type Kept, retention, WEEKLY } from './retention.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 0, 1);

/** Lives through the days: a backup at each moment, and after each only what retention keeps. */
function live(moments: readonly { at: number; beforeMigration?: boolean }[]): Kept[][] {
  let kept: Kept[] = [];
  return moments.map(({ at, beforeMigration = false }) => {
    const made = { name: `b${at}`, at: new Date(at), beforeMigration };
    const all = [...kept, made];
    const why = retention(all);
    kept = all.filter(({ name }) => why.has(name));
    return kept;
  });
}

test('over three years of a backup every five hours, the last 7 days and 4 weeks are always there', () => {
  const moments = Array.from({ length: (3 * 365 * 24) / 5 }, (_, i) => ({ at: START + i * 5 * HOUR }));
  for (const [index, kept] of live(moments).entries()) {
    const now = moments[index]?.at ?? 0;
    expect(kept.length).toBeLessThanOrEqual(DAILY + WEEKLY);
    if (now - START < 40 * DAY) continue;
    const days = new Set(kept.map(({ at }) => Math.floor(at.getTime() / DAY)));
    for (let back = 0; back < DAILY; back += 1) expect(days.has(Math.floor(now / DAY) - back)).toBe(true);
    const oldest = Math.min(...kept.map(({ at }) => at.getTime()));
    expect(now - oldest).toBeGreaterThanOrEqual(4 * 7 * DAY - DAY);
    expect(now - oldest).toBeLessThan(5 * 7 * DAY + DAY);
    expect(kept.some(({ at }) => at.getTime() === now)).toBe(true);
  }
});

test('a workspace nobody opened for a year keeps what it had', () => {
  const before = Array.from({ length: 60 }, (_, i) => ({ at: START + i * DAY }));
  const states = live([...before, { at: START + 425 * DAY }]);
  expect(states.at(-1)?.length).toBeGreaterThanOrEqual((states.at(-2)?.length ?? 0) - 1);
  expect(states.at(-1)?.some(({ at }) => at.getTime() === START + 59 * DAY)).toBe(true);
});

test('many in one day leave one; the newest', () => {
  const kept = live(Array.from({ length: 24 }, (_, i) => ({ at: START + i * HOUR }))).at(-1);
  expect(kept?.map(({ at }) => at.getTime())).toEqual([START + 23 * HOUR]);
});

test('the newest ones before migrations outlive years of daily ones and don’t crowd them out', () => {
  const moments = Array.from({ length: 800 }, (_, i) => ({
    at: START + i * DAY,
    beforeMigration: i < 60 && i % 10 === 5,
  }));
  const kept = live(moments).at(-1) ?? [];
  const migrations = kept.filter(({ beforeMigration }) => beforeMigration).map(({ at }) => at.getTime());
  expect(migrations).toEqual([35, 45, 55].map((day) => START + day * DAY));
  expect(migrations).toHaveLength(BEFORE_MIGRATION);
  expect(kept.length - migrations.length).toBeGreaterThanOrEqual(DAILY + WEEKLY - 2);
});

test('each one kept says why', () => {
  const day = (n: number) => ({ name: `d${n}`, at: new Date(START + n * DAY), beforeMigration: n === 3 });
  const why = retention(Array.from({ length: 40 }, (_, n) => day(n)));
  expect([...why.values()].filter((one) => one === 'daily')).toHaveLength(7);
  expect(why.get('d3')).toBe('before migration');
  expect(why.get('d39')).toBe('daily');
  expect(why.get('d0')).toBeUndefined();
});
