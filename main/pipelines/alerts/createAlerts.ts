import type { AlertSettings } from '../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Clock } from '../clock.ts';
import type { Alert, Alerts, Channel } from './alert.ts';
import { boundedSend } from './boundedSend.ts';
import { pauseAfter } from './decide/afterSending.ts';
import { planPump } from './decide/planPump.ts';
import { createOutbox } from './outbox/createOutbox.ts';
import { deliveryOf } from './outbox/deliveryOf.ts';
import type { Entry } from './outbox/entry.ts';
import { noteOutcome, type Outcome } from './outbox/noteOutcome.ts';
import { putRight } from './outbox/putRight.ts';
import { tellChannel } from './outbox/tellChannel.ts';
import { shortened } from './words/messageText.ts';
import { withoutDetails } from './words/withoutDetails.ts';

export interface AlertTools {
  readonly store: Store;
  /** Those that are set up, asked anew for each pump. */
  channels(): Promise<readonly Channel[]>;
  /** Null: no workspace is open, and nobody is told anything. */
  settings(): AlertSettings | null;
  /** Of the workspace. */
  zone(): Zone;
  readonly clock: Clock;
  /** From 0 up to 1. */
  random(): number;
  newId(): string;
  /** Strikes out what is known to be secret. */
  redact(text: string): string;
  readonly log: Logger;
}

const TITLE_LETTERS = 200;
const BODY_LETTERS = 4_000;
const ANSWER_LETTERS = 500;
const OPEN_AT_ONCE = 2_000;
const KEPT_MS = 90 * 86_400_000;
const TIDY_MS = 86_400_000;

/**
 * See `Alerts` for states and invariants. An alert is a row for each of its channels. A sending takes rows by writing its
 * own name (the claim) into them, sends, then writes what became of them, each only while that name still stands there.
 * Whoever finds a claim older than a minute that isn't its own knows that its process was killed, and nothing more.
 */
export function createAlerts(tools: AlertTools): Alerts {
  const { clock, log } = tools;
  const outbox = createOutbox(tools.store);
  const sending = new Map<string, string>();
  const unnoted = new Map<string, Outcome>();
  let tidiedAt: number | null = null;

  async function noteAll(): Promise<void> {
    for (const [claim, outcome] of [...unnoted]) {
      const noted = await outbox.write((session) => noteOutcome(session, claim, outcome, cleanAnswer));
      if (noted.ok) unnoted.delete(claim);
      else log.warn('What became of an alert could not be written down yet', { failure: noted.failure });
    }
  }

  async function send(
    channel: Channel,
    wanted: readonly Entry[],
    settings: AlertSettings,
    signal: AbortSignal,
  ): Promise<void> {
    const claim = tools.newId();
    sending.set(claim, channel.name);
    try {
      const ids = wanted.map(({ id }) => id);
      const claimed = await outbox.write((session) => session.claim(ids, claim, clock.now()));
      if (!claimed.ok) {
        log.warn('Alerts could not be taken for sending', { failure: claimed.failure });
        return;
      }
      const entries = claimed.value;
      const [carrier] = entries;
      if (carrier === undefined) return;
      const alerts = entries.map((entry) => toSend(entry, settings));
      const sent = await boundedSend(channel, { id: carrier.id, alerts }, clock, signal);
      const tries = Math.max(...entries.map((entry) => entry.tries));
      const pauseMs = pauseAfter(tries, tools.random(), sent.ok ? 0 : sent.afterMs);
      unnoted.set(claim, { channel: channel.name, entries, sent, at: clock.now(), pauseMs });
      if (!sent.ok)
        log.warn('An alert could not be sent', {
          channel: channel.name,
          code: sent.failure.code,
          message: cleanAnswer(sent.failure.message),
        });
      await noteAll();
    } finally {
      sending.delete(claim);
    }
  }

  /** Returns what is to be sent now, after putting everything else right. */
  async function plan(settings: AlertSettings, channels: readonly Channel[]) {
    const open = await outbox.due(clock.now(), OPEN_AT_ONCE);
    if (!open.ok) return open;
    const planned = planPump(open.value, {
      now: clock.now(),
      quiet: settings.quiet,
      zone: tools.zone(),
      channels: channels.map(({ name }) => name),
      mine: new Set([...sending.keys(), ...unnoted.keys()]),
    });
    const put = await putRight(outbox, planned, clock.now());
    return put.ok ? ok(planned) : put;
  }

  async function tidy(): Promise<void> {
    const now = clock.monotonic();
    if (tidiedAt !== null && now - tidiedAt < TIDY_MS) return;
    tidiedAt = now;
    const done = await outbox.write((session) => session.forget(clock.now() - KEPT_MS));
    if (!done.ok) log.warn('Old alerts could not be cleared away', { failure: done.failure });
  }

  function toSend({ alert, doubts }: Entry, settings: AlertSettings): Alert {
    const body = settings.include_details === true ? alert.body : withoutDetails(alert.body);
    return { ...alert, body: doubts > 0 ? `${body}\n\n${AGAIN}`.trim() : body };
  }

  const clean = (text: string, letters: number) => shortened(tools.redact(text), letters);
  const cleanAnswer = (text: string) => clean(text, ANSWER_LETTERS);

  return {
    async tell(given, to) {
      const settings = tools.settings();
      if (settings === null) return ok(undefined);
      const alert = {
        ...given,
        title: clean(given.title, TITLE_LETTERS),
        body: clean(given.body, BODY_LETTERS),
      };
      const all = settings.channels.map(({ name }) => name);
      const wanted = [...new Set(to ?? all)];
      // A channel's name misspelt must not silence what it was to tell.
      const names = wanted.some((name) => all.includes(name)) ? wanted : [...wanted, ...all];
      return outbox.write(async (session) => {
        for (const name of names) {
          const told = await tellChannel(session, {
            ...{ id: tools.newId(), channel: name, alert, settings },
            ...{ zone: tools.zone(), now: clock.now() },
          });
          if (!told.ok) return told;
        }
        return ok(undefined);
      });
    },

    async pump(signal) {
      const settings = tools.settings();
      if (settings === null || signal.aborted) return;
      await noteAll();
      await tidy();
      const channels = await tools.channels();
      let planned = await plan(settings, channels);
      // What somebody was killed over may go out at once.
      if (planned.ok && planned.value.revive.length > 0) planned = await plan(settings, channels);
      if (!planned.ok) {
        log.warn('Alerts could not be looked through', { failure: planned.failure });
        return;
      }
      const free = planned.value.messages.filter(({ channel }) => ![...sending.values()].includes(channel));
      await Promise.all(
        free.map(async ({ channel: name, entries }) => {
          const channel = channels.find((one) => one.name === name);
          if (channel !== undefined) await send(channel, entries, settings, signal);
        }),
      );
    },

    async test(name, signal) {
      const channels = await tools.channels();
      const channel = channels.find((one) => one.name === name);
      if (channel === undefined)
        return fail('ALERT_REFUSED', {
          message: `There is no channel ${name.slice(0, 80)}.`,
          next: 'Save the channel first, then send the test.',
          subject: name.slice(0, 80),
        });
      const alert: Alert = {
        dedupe: 'test',
        kind: 'succeeded',
        pipeline: null,
        run: null,
        title: 'a test of Leadline',
        body: `So alerts arrive through the channel ${name}.`,
        at: new Date(clock.now()).toISOString(),
      };
      const sent = await boundedSend(channel, { id: tools.newId(), alerts: [alert] }, clock, signal);
      if (sent.ok) return ok({ ...sent.value, answer: cleanAnswer(sent.value.answer) });
      const { failure } = sent;
      return { ok: false, failure: { ...failure, message: cleanAnswer(failure.message) } };
    },

    async deliveries(page) {
      const found = await outbox.page(page);
      return found.ok ? ok(found.value.map(deliveryOf)) : found;
    },
  };
}

const AGAIN = 'You may have had this already: Leadline was stopped while it was sent.';
