import { milliseconds } from '../../../shared/domain/duration.ts';
import {
  type AlertSettings,
  DEFAULT_DIGEST,
  DEFAULT_REPEAT,
} from '../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Clock } from '../clock.ts';
import type { Alert, Alerts, Channel, Delivery, Sent } from './alert.ts';
import { boundedSend } from './boundedSend.ts';
import { afterSending, pauseAfter } from './decide/afterSending.ts';
import { planPump } from './decide/planPump.ts';
import { whatToTell } from './decide/whatToTell.ts';
import { whenToSend } from './decide/whenToSend.ts';
import { createOutbox, type OutboxSession } from './outbox/createOutbox.ts';
import type { Entry } from './outbox/entry.ts';
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

/** A sending that is over and whose outcome isn't on record yet. */
interface Outcome {
  readonly channel: string;
  readonly entries: readonly Entry[];
  readonly sent: Sent;
  readonly at: number;
  readonly pauseMs: number;
}

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

  async function tellOne(session: OutboxSession, channel: string, alert: Alert, settings: AlertSettings) {
    const now = clock.now();
    const heard = await session.heard(channel, alert.dedupe, alert.pipeline);
    if (!heard.ok) return heard;
    const repeatMs = milliseconds(settings.repeat_after ?? DEFAULT_REPEAT);
    const verdict = whatToTell(alert, heard.value, { now, repeatMs });
    if (verdict.is === 'pointless') return ok(undefined);
    if (verdict.is === 'repeated') {
      const told = heard.value.find(({ id }) => id === verdict.of);
      const counted = await session.change(verdict.of, told?.claim ?? null, {
        repeats: (told?.repeats ?? 0) + 1,
      });
      return counted.ok ? ok(undefined) : counted;
    }
    const waiting = await session.waiting(channel);
    if (!waiting.ok) return waiting;
    const known = settings.channels.some(({ name }) => name === channel);
    return session.add({
      ...newEntry(tools.newId(), channel, alert, now),
      notBefore: whenToSend(alert.kind, waiting.value, now, {
        digestMs: milliseconds(settings.digest ?? DEFAULT_DIGEST),
        quiet: settings.quiet,
        zone: tools.zone(),
      }),
      ...(!known && { status: 'failed', answer: `There is no channel ${channel}.`, endedAt: now }),
    });
  }

  async function note(
    claim: string,
    { channel, entries, sent, at, pauseMs }: Outcome,
  ): Promise<Result<void>> {
    return outbox.write(async (session) => {
      const [carrier] = entries;
      const answer = clean(sent.ok ? sent.value.answer : sent.failure.message, ANSWER_LETTERS);
      let restUntil: number | null = null;
      for (const entry of entries) {
        const after = afterSending(entry, sent, pauseMs, at);
        const carried = carrier !== undefined && entry !== carrier;
        if (after.is === 'again') restUntil = after.at;
        const changed = await session.change(
          entry.id,
          claim,
          after.is === 'sent'
            ? {
                status: carried ? 'folded' : 'sent',
                carriedBy: carried ? carrier.id : null,
                retryAt: null,
                answer,
                endedAt: at,
                claim: null,
              }
            : after.is === 'again'
              ? { status: 'waiting', notBefore: after.at, doubts: after.doubts, answer, claim: null }
              : {
                  status: 'failed',
                  doubts: after.doubts,
                  answer: clean(after.why, ANSWER_LETTERS),
                  endedAt: at,
                  claim: null,
                },
        );
        if (!changed.ok) return changed;
      }
      return restUntil === null ? ok(undefined) : session.rest(channel, restUntil);
    });
  }

  async function noteAll(): Promise<void> {
    for (const [claim, outcome] of [...unnoted]) {
      const noted = await note(claim, outcome);
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
          message: clean(sent.failure.message, ANSWER_LETTERS),
        });
      await noteAll();
    } finally {
      sending.delete(claim);
    }
  }

  /** Returns what is to be sent now, after putting everything else right. */
  async function plan(settings: AlertSettings, channels: readonly Channel[]) {
    const open = await outbox.open(OPEN_AT_ONCE);
    if (!open.ok) return open;
    const planned = planPump(open.value, {
      now: clock.now(),
      quiet: settings.quiet,
      zone: tools.zone(),
      channels: channels.map(({ name }) => name),
      mine: new Set([...sending.keys(), ...unnoted.keys()]),
    });
    const { postpone, revive, giveUp } = planned;
    if (postpone.length + revive.length + giveUp.length === 0) return ok(planned);
    const now = clock.now();
    const put = await outbox.write(async (session) => {
      for (const { entry, until } of postpone) {
        const done = await session.change(entry.id, entry.claim, { notBefore: until });
        if (!done.ok) return done;
      }
      for (const { id, claim, doubts } of revive) {
        const again = { status: 'waiting', claim: null, notBefore: now, doubts: doubts + 1 } as const;
        const done = await session.change(id, claim, again);
        if (!done.ok) return done;
      }
      for (const { entry, why } of giveUp) {
        const over = { status: 'failed', claim: null, answer: why, endedAt: now } as const;
        const done = await session.change(entry.id, entry.claim, over);
        if (!done.ok) return done;
      }
      return ok(undefined);
    });
    if (!put.ok) return put;
    return ok(planned);
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

  function clean(text: string, letters: number): string {
    return shortened(tools.redact(text), letters);
  }

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
          const told = await tellOne(session, name, alert, settings);
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
      if (sent.ok) return ok({ ...sent.value, answer: clean(sent.value.answer, ANSWER_LETTERS) });
      const { failure } = sent;
      return { ok: false, failure: { ...failure, message: clean(failure.message, ANSWER_LETTERS) } };
    },

    async deliveries(page) {
      const found = await outbox.page(page);
      return found.ok ? ok(found.value.map(deliveryOf)) : found;
    },
  };
}

const AGAIN = 'You may have had this already: Leadline was stopped while it was sent.';

function newEntry(id: string, channel: string, alert: Alert, now: number): Entry {
  return {
    ...{ id, channel, alert, createdAt: now, notBefore: now, retryAt: null, status: 'waiting' as const },
    ...{ tries: 0, repeats: 0, doubts: 0, claim: null, claimedAt: null },
    ...{ carriedBy: null, answer: null, endedAt: null },
  };
}

function deliveryOf(entry: Entry): Delivery {
  const { id, channel, alert, tries, answer, carriedBy, repeats } = entry;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    ...{ id, channel, tries, answer, carriedBy, repeats },
    kind: alert.kind,
    title: alert.title,
    createdAt: iso(entry.createdAt),
    notBefore: iso(entry.notBefore),
    status: entry.status === 'sending' ? 'waiting' : entry.status,
    sentAt: entry.endedAt !== null && entry.status !== 'failed' ? iso(entry.endedAt) : null,
    perhapsTwice: entry.doubts > 0,
  };
}
