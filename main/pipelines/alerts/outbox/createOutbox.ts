import type { Value } from '../../../../shared/domain/column.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../../warehouse/store.ts';
import type { RunId } from '../../ids.ts';
import type { AlertKind } from '../alert.ts';
import type { Entry } from './entry.ts';

/** What of an entry may change. */
export type EntryChange = Partial<
  Pick<
    Entry,
    'notBefore' | 'retryAt' | 'status' | 'tries' | 'repeats' | 'doubts' | 'carriedBy' | 'answer' | 'endedAt'
  >
> & { readonly claim?: null };

/** All that is kept of alerts. What one call writes is seen whole or not at all. */
export interface Outbox {
  /** Runs inside one transaction: what it reads is what it decides on. */
  write<T>(work: (session: OutboxSession) => Promise<Result<T>>): Promise<Result<T>>;
  /** Those that are due and those being sent, oldest first, at most so many: what rests crowds out nothing. */
  due(now: number, most: number): Promise<Result<readonly Entry[]>>;
  /** Newest first. */
  page(page: { skip: number; take: number }): Promise<Result<readonly Entry[]>>;
}

export interface OutboxSession {
  /** Newest first: what this channel was told under this key, or of this pipeline. */
  heard(channel: string, dedupe: string, pipeline: PipelineName | null): Promise<Result<readonly Entry[]>>;
  waiting(channel: string): Promise<Result<readonly Entry[]>>;
  add(entry: Entry): Promise<Result<void>>;
  /** Changes it only while its claim is this one; returns whether it did. */
  change(id: string, claim: string | null, change: EntryChange): Promise<Result<boolean>>;
  /** Takes waiting ones for one sending; returns those that were still there, oldest first. */
  claim(ids: readonly string[], claim: string, at: number): Promise<Result<readonly Entry[]>>;
  /** The whole channel rests until then. */
  rest(channel: string, until: number): Promise<Result<void>>;
  forget(before: number): Promise<Result<void>>;
}

const COLUMNS = [
  ...['id', 'channel', 'kind', 'dedupe', 'pipeline', 'run', 'title', 'body', 'at', 'created_at'],
  ...['not_before', 'retry_at', 'status', 'tries', 'repeats', 'doubts', 'claim', 'claimed_at'],
  ...['carried_by', 'answer', 'ended_at'],
];
const LIST = COLUMNS.map((name) => `"${name}"`).join(', ');
const HEARD = 50;
const WAITING = 1_000;

export function createOutbox(store: Store): Outbox {
  const table = internalTable(store, 'alerts');

  function within(session: WriteSession): OutboxSession {
    const entries = async (rest: string, params: readonly Value[]) => {
      const found = await session.query(`select ${LIST} from ${table} ${rest}`, params);
      return found.ok ? ok(found.value.rows.map(entryOf)) : found;
    };
    return {
      heard: (channel, dedupe, pipeline) =>
        entries(
          `where "channel" = ? and ("dedupe" = ? or ("pipeline" = ? and "kind" in ('failed', 'late', 'stopped', 'asks', 'recovered')))
            order by "created_at" desc, "id" desc limit ${HEARD}`,
          [channel, dedupe, pipeline ?? ''],
        ),
      waiting: (channel) =>
        entries(`where "channel" = ? and "status" = 'waiting' order by "created_at", "id" limit ${WAITING}`, [
          channel,
        ]),
      async add(entry) {
        const values = valuesOf(entry);
        const done = await session.execute(
          `insert into ${table} (${LIST}) values (${values.map(() => '?').join(', ')})`,
          values,
        );
        return done.ok ? ok(undefined) : done;
      },
      async change(id, claim, change) {
        const set = setOf(change);
        const done = await session.execute(
          `update ${table} set ${set.map(([name]) => `"${name}" = ?`).join(', ')} where "id" = ? and coalesce("claim", '') = ?`,
          [...set.map(([, value]) => value), id, claim ?? ''],
        );
        return done.ok ? ok(done.value === 1) : done;
      },
      async claim(ids, claim, at) {
        const done = await session.execute(
          `update ${table} set "status" = 'sending', "claim" = ?, "claimed_at" = ?, "tries" = "tries" + 1
            where "status" = 'waiting' and "id" in (${ids.map(() => '?').join(', ')})`,
          [claim, iso(at), ...ids],
        );
        return done.ok ? entries('where "claim" = ? order by "created_at", "id"', [claim]) : done;
      },
      async rest(channel, until) {
        const done = await session.execute(
          `update ${table} set "retry_at" = ?, "not_before" = case when "not_before" < ? then ? else "not_before" end
            where "channel" = ? and "status" = 'waiting'`,
          [iso(until), iso(until), iso(until), channel],
        );
        return done.ok ? ok(undefined) : done;
      },
      async forget(before) {
        const done = await session.execute(
          `delete from ${table} where "status" in ('sent', 'failed', 'folded') and "created_at" < ?`,
          [iso(before)],
        );
        return done.ok ? ok(undefined) : done;
      },
    };
  }

  const read = async (rest: string, params: readonly Value[] = []) => {
    const found = await store.query(`select ${LIST} from ${table} ${rest}`, params);
    return found.ok ? ok(found.value.rows.map(entryOf)) : found;
  };

  return {
    write: (work) => store.write((session) => work(within(session))),
    due: (now, most) =>
      read(
        `where "status" = 'sending' or ("status" = 'waiting' and "not_before" <= ?)
          order by "created_at", "id" limit ${Math.trunc(most)}`,
        [iso(now)],
      ),
    page: ({ skip, take }) =>
      read(`order by "created_at" desc, "id" desc limit ${Math.trunc(take)} offset ${Math.trunc(skip)}`),
  };
}

function valuesOf(entry: Entry): Value[] {
  const { alert } = entry;
  return [
    ...[entry.id, entry.channel, alert.kind, alert.dedupe, alert.pipeline, alert.run, alert.title],
    ...[alert.body, alert.at, iso(entry.createdAt), iso(entry.notBefore), iso(entry.retryAt), entry.status],
    ...[BigInt(entry.tries), BigInt(entry.repeats), BigInt(entry.doubts), entry.claim],
    ...[iso(entry.claimedAt), entry.carriedBy, entry.answer, iso(entry.endedAt)],
  ].map(storable);
}

function setOf(change: EntryChange): (readonly [string, Value])[] {
  const set: (readonly [string, Value])[] = [];
  const put = (name: string, value: Value | undefined) => {
    if (value !== undefined) set.push([name, storable(value)]);
  };
  put('not_before', change.notBefore === undefined ? undefined : iso(change.notBefore));
  put('retry_at', change.retryAt === undefined ? undefined : iso(change.retryAt));
  put('status', change.status);
  put('tries', change.tries === undefined ? undefined : BigInt(change.tries));
  put('repeats', change.repeats === undefined ? undefined : BigInt(change.repeats));
  put('doubts', change.doubts === undefined ? undefined : BigInt(change.doubts));
  put('claim', change.claim);
  put('carried_by', change.carriedBy);
  put('answer', change.answer);
  put('ended_at', change.endedAt === undefined ? undefined : iso(change.endedAt));
  return set;
}

function entryOf(row: readonly Value[]): Entry {
  const at = (name: string) => row[COLUMNS.indexOf(name)] ?? null;
  const text = (name: string) => String(at(name));
  const perhaps = (name: string) => (at(name) === null ? null : text(name));
  const instant = (name: string) => (at(name) === null ? null : Date.parse(text(name)));
  return {
    id: text('id'),
    channel: text('channel'),
    alert: {
      dedupe: text('dedupe'),
      kind: text('kind') as AlertKind,
      pipeline: perhaps('pipeline') as PipelineName | null,
      run: perhaps('run') as RunId | null,
      title: text('title'),
      body: text('body'),
      at: text('at'),
    },
    createdAt: instant('created_at') ?? 0,
    notBefore: instant('not_before') ?? 0,
    retryAt: instant('retry_at'),
    status: text('status') as Entry['status'],
    tries: Number(at('tries')),
    repeats: Number(at('repeats')),
    doubts: Number(at('doubts')),
    claim: perhaps('claim'),
    claimedAt: instant('claimed_at'),
    carriedBy: perhaps('carried_by'),
    answer: perhaps('answer'),
    endedAt: instant('ended_at'),
  };
}

/** All of one length, so that their order as texts is their order in time. */
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** One of the engines has no U+0000 in a text. */
function storable(value: Value): Value {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}
