import { describe, expect, it } from 'vitest';
import { type DueNow, decideMissed, ON_TIME } from './decideMissed.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

/** Due so many hours before now. */
function due(...hours: number[]): DueNow['slots'] {
  return hours.map((ago) => {
    const at = NOW - ago * HOUR;
    return { slot: `-${ago}`, due: at, from: at - HOUR, to: at };
  });
}

function decide(more: Partial<DueNow>) {
  const decided = decideMissed({
    policy: 'latest',
    slots: [],
    unlisted: null,
    now: NOW,
    startWithin: null,
    watermark: null,
    waiting: null,
    room: 31,
    ...more,
  });
  return {
    runs: decided.runs.map((run) => [run.slot, (run.from - NOW) / HOUR, (run.to - NOW) / HOUR]),
    slots: decided.slots.map((slot) => `${slot.slot} ${slot.decision}`).join(', '),
    widened: decided.widened && [(decided.widened.from - NOW) / HOUR, (decided.widened.to - NOW) / HOUR],
  };
}

const waiting = { from: NOW - 9 * HOUR, to: NOW - 8 * HOUR };

describe('what becomes of slots that are due', () => {
  it.each<[string, Partial<DueNow>, ReturnType<typeof decide>]>([
    ['nothing is due', {}, { runs: [], slots: '', widened: null }],
    ['one is on time', { slots: due(0) }, { runs: [['-0', -1, 0]], slots: '-0 run', widened: null }],
    [
      'latest covers what was missed',
      { slots: due(3, 2, 1) },
      { runs: [['-1', -4, -1]], slots: '-3 covered, -2 covered, -1 run', widened: null },
    ],
    [
      'latest goes back to the watermark',
      { slots: due(2, 1), watermark: NOW - 20 * HOUR },
      { runs: [['-1', -20, -1]], slots: '-2 covered, -1 run', widened: null },
    ],
    [
      'a watermark ahead narrows nothing',
      { slots: due(2, 1), watermark: NOW },
      { runs: [['-1', -3, -1]], slots: '-2 covered, -1 run', widened: null },
    ],
    [
      'latest with a run that waits',
      { slots: due(2, 1), waiting },
      { runs: [], slots: '-2 coalesced, -1 coalesced', widened: [-9, -1] },
    ],
    [
      'all are too late',
      { slots: due(3, 2), startWithin: HOUR },
      { runs: [], slots: '-3 too_late, -2 too_late', widened: null },
    ],
    [
      'all has a run each, of those not too late',
      { policy: 'all', slots: due(3, 2, 1), startWithin: 2 * HOUR },
      {
        runs: [
          ['-2', -3, -2],
          ['-1', -2, -1],
        ],
        slots: '-3 too_late, -2 run, -1 run',
        widened: null,
      },
    ],
    [
      'all with little room offers the rest',
      { policy: 'all', slots: due(3, 2, 1), room: 1 },
      { runs: [['-3', -4, -3]], slots: '-3 run, -2 offered, -1 offered', widened: null },
    ],
    [
      'skip runs what is on time only',
      { policy: 'skip', slots: due(2, 1, 0) },
      { runs: [['-0', -1, 0]], slots: '-2 skipped, -1 skipped, -0 run', widened: null },
    ],
    [
      'skip with a run that waits',
      { policy: 'skip', slots: due(1, 0), waiting },
      { runs: [], slots: '-1 skipped, -0 coalesced', widened: [-9, 0] },
    ],
    [
      'skip missed all',
      { policy: 'skip', slots: due(2, 1) },
      { runs: [], slots: '-2 skipped, -1 skipped', widened: null },
    ],
  ])('%s', (_, given, expected) => {
    expect(decide(given)).toEqual(expected);
  });

  it('lets a tick and a settling pass before it is late, however short start_within is', () => {
    const slot = { slot: 'a', due: NOW - ON_TIME, from: 0, to: NOW - ON_TIME };
    expect(decide({ slots: [slot], startWithin: 1 }).slots).toBe('a run');
    expect(decide({ slots: [{ ...slot, due: slot.due - 1 }], startWithin: 1 }).slots).toBe('a too_late');
  });

  it('says why, for each, in a sentence', () => {
    const every = (['latest', 'all', 'skip'] as const).flatMap((policy) =>
      [null, HOUR].flatMap((startWithin) => {
        const given = { policy, slots: due(3, 1, 0), unlisted: null, now: NOW, startWithin };
        return decideMissed({ ...given, watermark: null, waiting: null, room: 1 }).slots;
      }),
    );
    for (const { why } of every) expect(why).toMatch(/^[A-Z].+\.$/);
    expect(every.find((slot) => slot.decision === 'too_late')?.why).toBe(
      'It could have started only 3 hours after its time, and may be late by 1 hour at most.',
    );
  });
});
