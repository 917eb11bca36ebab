import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Alert, Alerts, Delivery, Sent } from '../../../main/pipelines/alerts/alert.ts';
import { createAlerts } from '../../../main/pipelines/alerts/createAlerts.ts';
import { createFakeClock } from '../../../main/pipelines/testing/fakeClock.ts';
import { internalTable } from '../../../main/warehouse/internalTable.ts';
import { migrate } from '../../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../../main/warehouse/migrations/migrations.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { AlertSettings } from '../../../shared/domain/pipeline/alertSettings.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { CANARY } from '../../canary.ts';
import { must, type OpenStore, useBench } from '../../warehouse/store/bench.ts';
import { alert, type FakeChannel, fakeChannel, NOON, never, over, refusing } from './fakeChannel.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const signal = new AbortController().signal;

/** What every engine must keep of alerts, and what becomes of them by the clock. */
export function describeAlerts(engine: string, open: OpenStore): void {
  describe(`alerts on ${engine}`, () => {
    const bench = useBench(open);

    async function emptied(given: Record<string, unknown> = {}, at = NOON) {
      const now = () => new Date();
      must(
        await migrate({
          store: bench.store,
          migrations: MIGRATIONS,
          clock: now,
          backup: async () => ok(null),
        }),
      );
      const table = internalTable(bench.store, 'alerts');
      must(await bench.store.write((session) => session.execute(`delete from ${table}`)));
      const mail = fakeChannel('mail');
      const hook = fakeChannel('hook');
      let settings: AlertSettings | null = AlertSettings.parse({
        channels: [
          { kind: 'webhook', name: 'mail' },
          { kind: 'webhook', name: 'hook' },
        ],
        digest: '2 minutes',
        ...given,
      });
      const clock = createFakeClock({ at });
      let ids = 0;
      const log = quietLog();
      const start = (who = 'a'): Alerts =>
        createAlerts({
          store: bench.store,
          channels: async () =>
            [mail, hook].filter(({ name }) => settings?.channels.some((one) => one.name === name)),
          settings: () => settings,
          zone: () => Zone.parse('Europe/Berlin'),
          clock,
          random: () => 0.999_999,
          newId: () => `${who}${String(++ids).padStart(4, '0')}`,
          redact: (text) => text.replaceAll(CANARY, '[secret]'),
          log,
        });
      const alerts = start();
      const told = async (some: Alert, to?: string[]) => must(await alerts.tell(some, to));
      const later = async (milliseconds: number) => {
        await clock.advance(milliseconds);
        await alerts.pump(signal);
      };
      const deliveries = async () => must(await alerts.deliveries({ skip: 0, take: 100 }));
      const raw = async () =>
        JSON.stringify(must(await bench.store.query(`select * from ${table}`)).rows, (_k, v) =>
          typeof v === 'bigint' ? Number(v) : v,
        );
      return {
        ...{ alerts, start, mail, hook, clock, log, told, later, deliveries, raw },
        set: (next: AlertSettings | null) => {
          settings = next;
        },
      };
    }

    const titles = (channel: FakeChannel) =>
      channel.got.map(({ alerts }) => alerts.map(({ title }) => title));
    const states = (all: readonly Delivery[], channel: string) =>
      all
        .filter((one) => one.channel === channel)
        .map(({ title, status }) => `${title} ${status}`)
        .reverse();

    it('gathers what comes within the digest into one message, told once and with its receipt', async () => {
      const { alerts, told, later, mail, hook, deliveries } = await emptied();
      await told(alert('failed', 'a'));
      await alerts.pump(signal);
      expect(mail.got).toEqual([]);
      await later(MINUTE);
      await told(alert('failed', 'b'));
      await told(alert('failed', 'a'));
      await told(alert('late', 'c'), ['hook']);
      await later(MINUTE);
      expect(titles(mail)).toEqual([['a', 'b']]);
      expect(titles(hook)).toEqual([['a', 'b', 'c']]);
      await later(HOUR);
      expect(mail.got).toHaveLength(1);
      const all = await deliveries();
      expect(states(all, 'mail')).toEqual(['a sent', 'b folded']);
      const [b, a] = all.filter(({ channel }) => channel === 'mail');
      expect(a).toMatchObject({
        answer: 'yes 1',
        tries: 1,
        repeats: 1,
        carriedBy: null,
        perhapsTwice: false,
      });
      expect(a?.sentAt).toBe('2026-05-04T12:02:00.000Z');
      expect(b).toMatchObject({ carriedBy: a?.id, answer: 'yes 1' });
      expect(mail.got[0]?.id).toBe(a?.id);
    });

    it('says again after the window, says recovered to those who heard, and then failed at once', async () => {
      const { told, later, mail, hook } = await emptied({ repeat_after: '3 hours', digest: '1 second' });
      await told(alert('recovered', 'a'));
      await later(MINUTE);
      await told(alert('failed', 'a'), ['mail']);
      await later(MINUTE);
      await told(alert('failed', 'a'), ['mail']);
      await later(MINUTE);
      await told(alert('recovered', 'a'));
      await later(MINUTE);
      await told(alert('recovered', 'a'));
      await later(MINUTE);
      await told(alert('failed', 'a'), ['mail']);
      await later(3 * HOUR);
      await told(alert('failed', 'a'), ['mail']);
      await later(MINUTE);
      expect(mail.got.map(({ alerts }) => alerts[0]?.kind)).toEqual([
        'failed',
        'recovered',
        'failed',
        'failed',
      ]);
      expect(hook.got).toEqual([]);
    });

    it('keeps a night quiet over midnight and the change of clocks, but for a question', async () => {
      const { told, later, mail, hook, deliveries, clock } = await emptied(
        { quiet: { from: '22:00', to: '07:00' } },
        '2026-03-28T21:30:00.000Z',
      );
      await told(alert('failed', 'a'));
      await told(alert('asks', 'q'), ['mail']);
      await later(0);
      expect(titles(mail)).toEqual([['q']]);
      const waiting = (await deliveries()).find(({ title }) => title === 'a');
      expect(waiting?.notBefore).toBe('2026-03-29T05:00:00.000Z');
      await later(7 * HOUR);
      await told(alert('failed', 'b'));
      await later(29 * MINUTE);
      expect(titles(mail)).toEqual([['q']]);
      await later(MINUTE);
      expect(new Date(clock.now()).toISOString()).toBe('2026-03-29T05:00:00.000Z');
      expect(titles(mail)).toEqual([['q'], ['a', 'b']]);
      expect(titles(hook)).toEqual([['a', 'b']]);
    });

    it('puts off what becomes due in a night that was set since', async () => {
      const { told, later, mail, deliveries, set } = await emptied({}, '2026-05-04T20:30:00.000Z');
      await told(alert('failed', 'a'), ['mail']);
      set(
        AlertSettings.parse({
          channels: [{ kind: 'webhook', name: 'mail' }],
          quiet: { from: '22:00', to: '07:00' },
        }),
      );
      await later(2 * MINUTE);
      expect(mail.got).toEqual([]);
      expect((await deliveries())[0]).toMatchObject({
        status: 'waiting',
        notBefore: '2026-05-05T05:00:00.000Z',
      });
    });

    it('tries again with growing pauses what may be tried, together with what comes meanwhile', async () => {
      const { told, later, mail, hook, deliveries, raw, log } = await emptied({ digest: '1 second' });
      mail.answers.push(refusing(true), refusing(true), refusing(true, { afterMs: 10 * MINUTE }));
      await told(alert('failed', 'a'));
      await later(1_000);
      expect([mail.got.length, hook.got.length]).toEqual([1, 1]);
      expect((await deliveries()).find(({ channel }) => channel === 'mail')).toMatchObject({
        status: 'waiting',
        answer: 'No, said [secret].',
        tries: 1,
        sentAt: null,
      });
      await later(29_000);
      await told(alert('late', 'b'), ['mail']);
      await later(1_000);
      expect(mail.got).toHaveLength(2);
      await later(59_000);
      expect(titles(mail)).toEqual([['a'], ['a', 'b']]);
      await later(2_000);
      expect(titles(mail)).toHaveLength(3);
      await later(9 * MINUTE);
      expect(titles(mail)).toHaveLength(3);
      await told(alert('asks', 'q'), ['mail']);
      await later(MINUTE);
      expect(titles(mail).slice(3)).toEqual([['a', 'b', 'q']]);
      expect(new Set(mail.got.map(({ id }) => id)).size).toBe(1);
      expect(states(await deliveries(), 'mail')).toEqual(['a sent', 'b folded', 'q folded']);
      expect(await raw()).not.toContain(CANARY);
      expect(JSON.stringify(log.said)).not.toContain(CANARY);
    });

    it('gives up after so many tries, each for itself, and at once where trying can’t help', async () => {
      const { told, later, mail, deliveries } = await emptied({ digest: '1 second' });
      mail.answers.push(...Array.from({ length: 60 }, () => refusing(true)));
      await told(alert('failed', 'a'), ['mail']);
      for (let count = 0; count < 29; count++) await later(31 * MINUTE);
      await told(alert('failed', 'b'), ['mail']);
      await later(31 * MINUTE);
      expect(states(await deliveries(), 'mail')).toEqual(['a failed', 'b waiting']);
      expect((await deliveries()).at(-1)?.answer).toContain('Tried 30 times');
      mail.answers.length = 0;
      mail.answers.push(refusing(false));
      await later(31 * MINUTE);
      await later(HOUR);
      expect(states(await deliveries(), 'mail')).toEqual(['a failed', 'b failed']);
      expect(mail.got).toHaveLength(31);
    });

    it('lets a channel that never answers, or breaks, hold up no other', async () => {
      const { alerts, told, clock, mail, hook, deliveries } = await emptied({ digest: '1 second' });
      mail.answers.push(never);
      await told(alert('failed', 'a'));
      await clock.advance(1_000);
      const pumped = alerts.pump(signal);
      const isSent = async (title: string) =>
        (await deliveries()).some((one) => one.title === title && one.status === 'sent');
      while (mail.got.length === 0 || !(await isSent('a'))) await turn();
      await told(alert('asks', 'q'));
      await alerts.pump(signal);
      expect(titles(hook)).toEqual([['a'], ['q']]);
      hook.answers.push(() => {
        throw new Error(`defect ${CANARY}`);
      });
      await told(alert('asks', 'r'));
      await alerts.pump(signal);
      expect(titles(mail)).toEqual([['a']]);
      await over(pumped, clock);
      const all = await deliveries();
      expect(states(all, 'mail')).toEqual(['a waiting', 'q waiting', 'r waiting']);
      expect(states(all, 'hook')).toEqual(['a sent', 'q sent', 'r waiting']);
      expect(all.find(({ channel, title }) => channel === 'mail' && title === 'a')).toMatchObject({
        perhapsTwice: true,
        answer: 'The channel mail did not answer within 20 seconds.',
      });
      expect(JSON.stringify(all)).not.toContain(CANARY);
    });

    it('sends once more, and marked, what a killed process was at; never a third time', async () => {
      const { told, clock, mail, start, deliveries } = await emptied({
        digest: '1 second',
        include_details: true,
      });
      await told(alert('failed', 'a'), ['mail']);
      await told(alert('late', 'b'), ['mail']);
      await clock.advance(1_000);
      const stopped = new Map<string, (sent: Sent) => void>();
      const hang = (name: string) => () => new Promise<Sent>((resolve) => stopped.set(name, resolve));
      mail.answers.push(hang('first'), hang('second'));
      void start('x').pump(signal);
      while (mail.got.length < 1) await turn();
      const second = start('y');
      await second.pump(signal);
      expect(mail.got).toHaveLength(1);
      clock.leap(61_000);
      void second.pump(signal);
      while (mail.got.length < 2) await turn();
      expect(mail.got[1]?.id).toBe(mail.got[0]?.id);
      expect(mail.got[1]?.alerts.map(({ body }) => body.endsWith('while it was sent.'))).toEqual([
        true,
        true,
      ]);
      expect(mail.got[0]?.alerts.some(({ body }) => body.includes('while it was sent'))).toBe(false);
      // The first one's process was only asleep: what it learns now must not undo what the second has taken.
      stopped.get('first')?.(refusing(false)());
      for (let count = 0; count < 50; count++) await turn();
      expect(states(await deliveries(), 'mail')).toEqual(['a waiting', 'b waiting']);
      clock.leap(61_000);
      const third = start('z');
      await third.pump(signal);
      await third.pump(signal);
      expect(mail.got).toHaveLength(2);
      const all = await deliveries();
      expect(states(all, 'mail')).toEqual(['a failed', 'b failed']);
      expect(all[0]?.answer).toContain('may have arrived');
      expect(all[0]?.perhapsTwice).toBe(true);
    });

    it('is claimed by one of two processes that look at the same moment', async () => {
      const { told, clock, mail, hook, start } = await emptied({ digest: '1 second' });
      for (const name of ['a', 'b', 'c']) await told(alert('failed', name));
      await clock.advance(1_000);
      await Promise.all([1, 2, 3, 4].map((who) => start(`p${who}`).pump(signal)));
      expect(titles(mail).flat().toSorted()).toEqual(['a', 'b', 'c']);
      expect(titles(hook).flat().toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('shows what is for nobody, tells nobody what a sentence quotes, and forgets after a season', async () => {
      const { told, later, mail, hook, deliveries, set } = await emptied({ digest: '1 second' });
      await told(alert('failed', 'a', { title: `a ${CANARY}` }), ['mial']);
      await later(1_000);
      expect(titles(mail)).toEqual([['a [secret]']]);
      expect(mail.got[0]?.alerts[0]?.body).toBe('It stopped at “…”.');
      expect(hook.got).toHaveLength(1);
      expect((await deliveries()).find(({ channel }) => channel === 'mial')).toMatchObject({
        status: 'failed',
        answer: 'There is no channel mial.',
      });
      await told(alert('failed', 'b'), ['hook']);
      set(AlertSettings.parse({ channels: [{ kind: 'webhook', name: 'mail' }] }));
      await later(1_000);
      expect((await deliveries())[0]).toMatchObject({
        status: 'failed',
        answer: 'There is no channel hook any more.',
      });
      set(null);
      await told(alert('failed', 'c'));
      expect(await deliveries()).toHaveLength(4);
      set(AlertSettings.parse({ channels: [] }));
      await later(91 * 24 * HOUR);
      expect(await deliveries()).toEqual([]);
    });

    it('tests a channel and hands on its real answer, or its refusal, without a trace in the record', async () => {
      const { alerts, mail, deliveries } = await emptied();
      expect(must(await alerts.test('mail', signal))).toEqual({ answer: 'yes 1', tookMs: 1 });
      mail.answers.push(refusing(false));
      const refused = await alerts.test('mail', signal);
      expect(refused.ok ? '' : refused.failure.message).toBe('No, said [secret].');
      const unknown = await alerts.test('nobody', signal);
      expect(unknown.ok ? '' : unknown.failure.code).toBe('ALERT_REFUSED');
      expect(await deliveries()).toEqual([]);
    });
  });
}
