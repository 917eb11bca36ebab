import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fakeClock.ts';

const AT = '2026-11-22T06:00:00.000Z';

describe('the clock of tests', () => {
  it('moves both clocks together and fires what waits in its order, at its moment', async () => {
    const clock = createFakeClock({ at: AT });
    const start = clock.monotonic();
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, clock.now() - Date.parse(AT)]);
    void clock.wait(300).then(note('late'));
    void clock
      .wait(100)
      .then(note('soon'))
      .then(() => clock.wait(100))
      .then(note('again'));
    await clock.advance(250);
    expect(seen).toEqual([
      ['soon', 100],
      ['again', 200],
    ]);
    expect([clock.now() - Date.parse(AT), clock.monotonic() - start, clock.waiting()]).toEqual([250, 250, 1]);
    await clock.advance(50);
    expect(seen.at(-1)).toEqual(['late', 300]);
  });

  it('leaps with the wall alone', async () => {
    const clock = createFakeClock({ at: AT });
    const start = clock.monotonic();
    let fired = false;
    void clock.wait(1_000).then(() => {
      fired = true;
    });
    clock.leap(-86_400_000);
    await clock.advance(999);
    expect([clock.now() - Date.parse(AT), clock.monotonic() - start, fired]).toEqual([
      999 - 86_400_000,
      999,
      false,
    ]);
  });

  it('sleeps: nothing fires meanwhile, and what waited fires at the wake where the monotonic clock went on', async () => {
    for (const [how, waiting] of [
      ['stands', 1],
      ['goes on', 0],
    ] as const) {
      const clock = createFakeClock({ at: AT });
      let firedAt: number | null = null;
      void clock.wait(1_000).then(() => {
        firedAt = clock.now() - Date.parse(AT);
      });
      await clock.sleep(3_600_000, how);
      expect([firedAt, clock.waiting()]).toEqual([waiting === 1 ? null : 3_600_000, waiting]);
    }
  });

  it('ends a wait early when its signal fires', async () => {
    const clock = createFakeClock({ at: AT });
    const stop = new AbortController();
    const waited = clock.wait(1_000, stop.signal);
    stop.abort();
    await waited;
    await clock.wait(1_000, stop.signal);
    expect(clock.waiting()).toBe(0);
  });
});
