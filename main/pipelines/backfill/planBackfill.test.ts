import { expect, it } from 'vitest';
import { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import type { RunLine } from '../records/records.ts';
import type { RunStatus } from '../run/states.ts';
import { anchorOf } from '../schedule/anchor.ts';
import { createSlots } from '../schedule/createSlots.ts';
import { type BackfillQuestion, planBackfill } from './planBackfill.ts';

const BERLIN = Zone.parse('Europe/Berlin');
const slots = createSlots();
const NOW = Date.parse('2026-11-20T12:00:00Z');

function question(from: string, to: string, more: Partial<BackfillQuestion> = {}): BackfillQuestion {
  return {
    schedule: Schedule.parse({ cron: '0 6 * * *' }),
    slots,
    context: { zone: BERLIN, deviceZone: BERLIN, anchor: anchorOf(BERLIN) },
    from: Date.parse(from),
    to: Date.parse(to),
    now: NOW,
    reprocess: 'none',
    order: 'oldest',
    runs: [],
    ...more,
  };
}

function planned(asked: BackfillQuestion) {
  const plan = planBackfill(asked);
  if (!plan.ok) throw new Error(plan.failure.message);
  return plan.value;
}

const run = (from: string, to: string, status: RunStatus, more: Partial<RunLine> = {}) =>
  ({
    id: `${from}${status}`,
    interval: { from, to },
    status,
    queuedAt: to,
    kind: 'scheduled',
    slot: to,
    ...more,
  }) as RunLine;
const day = (n: number, hour = 5) => `2026-11-${String(n).padStart(2, '0')}T0${hour}:00:00.000Z`;

it('takes every interval that begins in the range, through the hour that comes twice', () => {
  const plan = planned(question('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z'));
  expect(plan.map(({ slot, interval }) => [slot, interval.from, interval.to])).toEqual([
    ['2026-10-25T05:00:00.000Z', '2026-10-24T04:00:00.000Z', '2026-10-25T05:00:00.000Z'],
    ['2026-10-26T05:00:00.000Z', '2026-10-25T05:00:00.000Z', '2026-10-26T05:00:00.000Z'],
    ['2026-10-27T05:00:00.000Z', '2026-10-26T05:00:00.000Z', '2026-10-27T05:00:00.000Z'],
  ]);
  // Its beginning counts in, its end doesn't, and the newest may come first.
  const edges = planned(question(day(3), day(5), { order: 'newest' }));
  expect(edges.map(({ interval }) => interval.from)).toEqual([day(4), day(3)]);
});

it('has days from midnight to midnight where no clock starts the pipeline', () => {
  for (const schedule of [undefined, Schedule.parse({ after: ['raw.orders'] })]) {
    const plan = planned(question('2026-03-27T23:00:00Z', '2026-03-29T22:00:00Z', { schedule }));
    expect(plan.map(({ interval }) => [interval.from, interval.to])).toEqual([
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z'],
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ]);
  }
  const hours = planned(question(day(1), day(2), { schedule: Schedule.parse({ every: '2 hours' }) }));
  expect(hours).toHaveLength(12);
});

it('does what the wish says about what is there', () => {
  const runs = [
    run(day(2), day(3), 'failed'),
    run(day(3), day(4), 'cancelled'),
    run(day(4), day(5), 'succeeded'),
    run(day(5), day(6), 'running'),
    run(day(6), day(7), 'crash_loop'),
    // One that took in three days covers each of them; one that covers half of one doesn't.
    run(day(7), day(9), 'succeeded', { kind: 'manual' }),
    run(day(9), day(9, 9), 'succeeded', { kind: 'manual' }),
    // Of two runs of one day the newer counts, and one that goes on counts before both.
    run(day(10), day(11), 'failed', { queuedAt: day(11) }),
    run(day(10), day(11), 'succeeded', { queuedAt: day(12), kind: 'backfill' }),
    run(day(11), day(12), 'queued', { queuedAt: day(12) }),
    run(day(11), day(12), 'failed', { queuedAt: day(13) }),
  ];
  const asked = (reprocess: BackfillQuestion['reprocess']) =>
    planned(question(day(1), day(12), { runs, reprocess })).map(({ had, does }) => `${had} ${does}`);
  expect(asked('none')).toEqual([
    'null run',
    'failed pass over',
    'cancelled pass over',
    'succeeded pass over',
    'running pass over',
    'crash_loop pass over',
    'succeeded pass over',
    'succeeded pass over',
    'null run',
    'succeeded pass over',
    'queued pass over',
  ]);
  const failed = asked('failed');
  expect(failed.flatMap((one, i) => (one.endsWith('rerun') ? [i] : []))).toEqual([1, 2]);
  const completed = asked('completed');
  expect(completed.flatMap((one, i) => (one.endsWith('rerun') ? [i] : []))).toEqual([1, 2, 3, 6, 7, 9]);
});

it('says why of each, in words', () => {
  for (const { why } of planned(question(day(1), day(12), { runs: [run(day(2), day(3), 'held')] })))
    expect(why).toMatch(/^[A-Z].*\.$/);
});

it('leaves what is not over, and refuses what is nothing or too much', () => {
  const late = planned(question(day(18), day(25)));
  expect(late.map(({ does }) => does)).toEqual([
    'run',
    'run',
    ...Array.from({ length: 5 }, () => 'pass over'),
  ]);
  expect(late[2]).toMatchObject({ had: null, why: 'It isn’t over yet.' });
  const code = (from: string, to: string, more: Partial<BackfillQuestion> = {}) => {
    const plan = planBackfill(question(from, to, more));
    return plan.ok ? plan.value.length : plan.failure.message;
  };
  expect(code(day(5), day(5))).toMatch(/^No interval/);
  expect(code(day(5), day(4))).toMatch(/^No interval/);
  expect(code('2026-11-05T06:00:00Z', '2026-11-05T07:00:00Z')).toMatch(/^No interval/);
  const hourly = { schedule: Schedule.parse({ every: '1 hour' }) };
  const from = Date.parse('2020-01-01T00:00:00Z');
  const hours = (n: number) => new Date(from + n * 3_600_000).toISOString();
  expect(code(hours(0), hours(1_000), hourly)).toBe(1_000);
  expect(code(hours(0), hours(1_001), hourly)).toMatch(
    /^That range has 1,001 intervals, and .* 1,000 at most/,
  );
  expect(code('1970-01-01', '2026-01-01', hourly)).toMatch(/100,000 or more/);
});
