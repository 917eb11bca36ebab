import { describe, expect, test } from 'vitest';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { Zone } from '../../../../shared/domain/zone.ts';
import { fail, ok } from '../../../../shared/errors/failure.ts';
import type { Alert, Sent } from '../alert.ts';
import type { Entry } from '../outbox/entry.ts';
import { afterSending, MOST_TRIES, pauseAfter } from './afterSending.ts';
import { CLAIM_MS, MOST_ALERTS, planPump } from './planPump.ts';
import { retryAfter } from './retryAfter.ts';
import { whatToTell } from './whatToTell.ts';
import { whenToSend } from './whenToSend.ts';

const UTC = Zone.parse('UTC');
const NOW = Date.parse('2026-05-04T12:00:00Z');
const NIGHT = { from: '22:00', to: '07:00' };
const HOUR = 3_600_000;

function alert(kind: Alert['kind'], dedupe = `${kind}:daily`, pipeline = 'daily'): Alert {
  const at = new Date(NOW).toISOString();
  return { kind, dedupe, pipeline: PipelineName.parse(pipeline), run: null, title: 't', body: '', at };
}

function entry(id: string, more: Partial<Entry> = {}): Entry {
  return {
    ...{ id, channel: 'mail', alert: alert('failed'), createdAt: NOW, notBefore: NOW, retryAt: null },
    ...{ status: 'waiting', tries: 0, repeats: 0, doubts: 0, claim: null, claimedAt: null },
    ...{ carriedBy: null, answer: null, endedAt: null },
    ...more,
  };
}

describe('what is told again', () => {
  const facts = { now: NOW, repeatMs: 6 * HOUR };
  const heard = (id: string, kind: Alert['kind'], hoursAgo: number, more: Partial<Entry> = {}) =>
    entry(id, { alert: alert(kind), createdAt: NOW - hoursAgo * HOUR, status: 'sent', ...more });

  test('the same within its window is counted, after it or after a recovery it is news', () => {
    expect(whatToTell(alert('failed'), [], facts)).toEqual({ is: 'new' });
    expect(whatToTell(alert('failed'), [heard('a', 'failed', 5.9)], facts)).toEqual({
      is: 'repeated',
      of: 'a',
    });
    expect(whatToTell(alert('failed'), [heard('a', 'failed', 6)], facts)).toEqual({ is: 'new' });
    const wellSince = [heard('b', 'recovered', 1), heard('a', 'failed', 2)];
    expect(whatToTell(alert('failed'), wellSince, facts)).toEqual({ is: 'new' });
    const wellBefore = [heard('b', 'failed', 1), heard('a', 'recovered', 2)];
    expect(whatToTell(alert('failed'), wellBefore, facts)).toEqual({ is: 'repeated', of: 'b' });
  });

  test('what never got out has told nobody, and a clock put back far silences nobody', () => {
    expect(whatToTell(alert('failed'), [heard('a', 'failed', 1, { status: 'failed' })], facts).is).toBe(
      'new',
    );
    expect(whatToTell(alert('failed'), [heard('a', 'failed', -48)], facts).is).toBe('new');
    expect(whatToTell(alert('failed'), [heard('a', 'failed', -1)], facts).is).toBe('repeated');
  });

  test('only those who heard that it was ill hear that it is well, once', () => {
    expect(whatToTell(alert('recovered'), [], facts)).toEqual({ is: 'pointless' });
    expect(whatToTell(alert('recovered'), [heard('a', 'late', 900)], facts)).toEqual({ is: 'new' });
    const twice = [heard('b', 'recovered', 1), heard('a', 'failed', 2)];
    expect(whatToTell(alert('recovered'), twice, facts)).toEqual({ is: 'repeated', of: 'b' });
    expect(whatToTell(alert('recovered'), [heard('a', 'succeeded', 1)], facts).is).toBe('pointless');
    const other = heard('a', 'failed', 1, { alert: alert('failed', 'failed:daily', 'weekly') });
    expect(whatToTell(alert('recovered'), [other], facts).is).toBe('pointless');
  });
});

describe('when it goes out', () => {
  const manners = { digestMs: 120_000, quiet: NIGHT, zone: UTC };
  const evening = Date.parse('2026-05-04T21:59:00Z');

  test('the first waits for others, and these go with it', () => {
    expect(whenToSend('failed', [], NOW, manners)).toBe(NOW + 120_000);
    expect(whenToSend('failed', [entry('a', { notBefore: NOW + 30_000 })], NOW, manners)).toBe(NOW + 30_000);
    expect(whenToSend('failed', [entry('a', { notBefore: NOW - 1 })], NOW, manners)).toBe(NOW + 120_000);
    expect(whenToSend('failed', [], NOW, { ...manners, digestMs: 0 })).toBe(NOW);
  });

  test('a night is waited for to its end, by all but questions', () => {
    const morning = Date.parse('2026-05-05T07:00:00Z');
    expect(whenToSend('failed', [], evening, manners)).toBe(morning);
    expect(whenToSend('recovered', [], evening + HOUR, manners)).toBe(morning);
    expect(whenToSend('asks', [entry('a', { notBefore: morning })], evening + HOUR, manners)).toBe(
      evening + HOUR,
    );
  });

  test('a channel that rests is let rest', () => {
    const resting = [entry('a', { retryAt: NOW + 600_000, notBefore: NOW + 600_000, tries: 3 })];
    expect(whenToSend('failed', resting, NOW, manners)).toBe(NOW + 600_000);
    expect(whenToSend('asks', resting, NOW, manners)).toBe(NOW + 600_000);
  });
});

describe('what a pump does', () => {
  const facts = { now: NOW, quiet: NIGHT, zone: UTC, channels: ['mail', 'desk'], mine: new Set<string>() };
  const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);
  const night = Date.parse('2026-05-04T23:00:00Z');

  test('what is due of a channel is one message, and channels are apart', () => {
    const open = [
      entry('a'),
      entry('b', { channel: 'desk' }),
      entry('c'),
      entry('later', { notBefore: NOW + 1 }),
    ];
    const { messages } = planPump(open, facts);
    expect(messages.map(({ channel, entries }) => [channel, ids(entries)])).toEqual([
      ['mail', ['a', 'c']],
      ['desk', ['b']],
    ]);
    const many = Array.from({ length: MOST_ALERTS + 5 }, (_, index) => entry(`e${index}`));
    expect(planPump(many, facts).messages[0]?.entries).toHaveLength(MOST_ALERTS);
  });

  test('what becomes due in the night is put off, a question is not', () => {
    const open = [entry('a'), entry('q', { alert: alert('asks') })];
    const { messages, postpone } = planPump(open, { ...facts, now: night });
    expect(messages.map(({ entries }) => ids(entries))).toEqual([['q']]);
    expect(postpone.map(({ entry: { id }, until }) => [id, new Date(until).toISOString()])).toEqual([
      ['a', '2026-05-05T07:00:00.000Z'],
    ]);
  });

  test('a claim is another’s until it is old, then it is sent once more and never a third time', () => {
    const sending = (id: string, age: number, doubts = 0, claim = 'other') =>
      entry(id, { status: 'sending', claim, claimedAt: NOW - age, doubts, tries: 1 });
    const fresh = planPump([sending('a', CLAIM_MS), entry('b')], facts);
    expect([fresh.revive, fresh.messages]).toEqual([[], []]);
    expect(ids(planPump([sending('a', CLAIM_MS + 1)], facts).revive)).toEqual(['a']);
    expect(ids(planPump([sending('a', -CLAIM_MS - 1)], facts).revive)).toEqual(['a']);
    const twice = planPump([sending('a', CLAIM_MS + 1, 1)], facts);
    expect(twice.revive).toEqual([]);
    expect(twice.giveUp.map(({ entry: { id } }) => id)).toEqual(['a']);
    const own = planPump([sending('a', CLAIM_MS + 1, 0, 'm')], { ...facts, mine: new Set(['m']) });
    expect(own.revive).toEqual([]);
  });

  test('what is for a channel that is gone is shown as failed', () => {
    const { giveUp, messages } = planPump([entry('a', { channel: 'gone' })], facts);
    expect(messages).toEqual([]);
    expect(giveUp[0]?.why).toContain('gone');
  });
});

describe('what becomes of it', () => {
  const no = (retry: boolean, inDoubt = false): Sent => ({
    ...fail('ALERT_UNSENT', { message: 'No.', next: 'Wait.', retry }),
    inDoubt,
  });

  test('yes, not yet, never, and enough', () => {
    expect(afterSending({ tries: 1, doubts: 0 }, ok({ answer: '250', tookMs: 1 }), 5, NOW)).toEqual({
      is: 'sent',
    });
    expect(afterSending({ tries: 1, doubts: 0 }, no(true), 5_000, NOW)).toEqual({
      is: 'again',
      at: NOW + 5_000,
      doubts: 0,
    });
    expect(afterSending({ tries: 1, doubts: 0 }, no(false), 5, NOW)).toMatchObject({ is: 'failed' });
    expect(afterSending({ tries: MOST_TRIES - 1, doubts: 0 }, no(true), 5, NOW).is).toBe('again');
    expect(afterSending({ tries: MOST_TRIES, doubts: 0 }, no(true), 5, NOW)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining(`${MOST_TRIES} times`),
    });
  });

  test('what may have arrived is sent once more', () => {
    expect(afterSending({ tries: 1, doubts: 0 }, no(true, true), 5, NOW)).toMatchObject({
      is: 'again',
      doubts: 1,
    });
    expect(afterSending({ tries: 2, doubts: 1 }, no(true, true), 5, NOW)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('may have arrived'),
    });
    expect(afterSending({ tries: 2, doubts: 1 }, no(true), 5, NOW).is).toBe('again');
  });

  test('pauses grow under a bound, chance decides how much of it, and Retry-After is the least', () => {
    const most = 1 - 1e-9;
    expect([1, 2, 3, 7, 8, 40].map((tries) => Math.round(pauseAfter(tries, most) / 1_000))).toEqual([
      30, 60, 120, 1_800, 1_800, 1_800,
    ]);
    expect(pauseAfter(5, 0)).toBe(1_000);
    expect(pauseAfter(2, 0.5)).toBe(30_000);
    expect(pauseAfter(1, most, 90_000)).toBe(90_000);
    expect(pauseAfter(1, 0, 10 * 86_400_000)).toBe(86_400_000);
  });

  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', 1_500],
    ['Mon, 04 May 2026 12:05:00 GMT', 300_000],
    ['Mon, 04 May 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
    ['2026', 2_026_000],
    ['Xyz, nonsense', undefined],
  ])('Retry-After %j is %j', (header, expected) => {
    expect(retryAfter(header, NOW)).toBe(expected);
  });
});
