import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReadEvent } from '../../../main/sources/source.ts';
import { must } from '../../warehouse/store/bench.ts';
import { type ExtractBench, openExtractBench } from './extractBench.ts';
import { at, type FakeStream, fakeSource, numbered, records } from './fakeSource.ts';

let bench: ExtractBench;
beforeAll(async () => {
  bench = await openExtractBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());
afterEach(async () => expect(await bench.leftInSpool()).toEqual([]));

const INCREMENTAL = {
  syncModes: ['full_refresh', 'incremental'],
  primaryKey: [['id']],
  cursorField: ['at'],
} as const;

describe('a stream that is read in full', () => {
  it('replaces what was there only when all of it came', async () => {
    const items = (...events: (ReadEvent | Error)[]) =>
      fakeSource({ name: 'items', script: () => events }).opened;
    expect(await bench.run(items(records(...numbered(0, 3))))).toMatchObject([
      {
        stream: 'items',
        relation: bench.relation('items'),
        status: 'done',
        records: 3,
        rows: 3,
        rejected: 0,
      },
    ]);
    const [failed] = await bench.run(items(records(...numbered(5, 9)), new Error('The vendor hung up.')));
    expect(failed).toMatchObject({ status: 'failed', records: 4, rows: 0, loads: [] });
    expect(failed?.failures.map(({ message }) => message)).toEqual(['The vendor hung up.']);
    expect(await bench.ids('items')).toEqual([0, 1, 2]);
    await bench.run(items(records(...numbered(5, 7)), records(...numbered(7, 9))));
    expect(await bench.ids('items')).toEqual([5, 6, 7, 8]);
  });

  it('is not replaced by nothing unless that is allowed', async () => {
    const items = (...events: ReadEvent[]) => fakeSource({ name: 'items', script: () => events }).opened;
    expect(await bench.run(items())).toMatchObject([{ status: 'done', records: 0, warnings: [] }]);
    await bench.run(items(records({ id: 1 })));
    const [zero] = await bench.run(items());
    expect(zero).toMatchObject({ status: 'warning', rows: 0, loads: [] });
    expect(zero?.warnings.join()).toContain('usually has rows');
    expect(await bench.ids('items')).toEqual([1]);
    expect(await bench.run(items(), { allowEmpty: true })).toMatchObject([{ status: 'done' }]);
    expect(await bench.ids('items')).toEqual([]);
  });
});

describe('an incremental stream', () => {
  function days(extra: Partial<FakeStream> = {}) {
    return fakeSource({
      ...INCREMENTAL,
      name: 'days',
      *script({ state }) {
        const from = Number(state?.stream?.['at'] ?? 0);
        yield records(...numbered(from, from + 3));
        yield at({ at: from + 2 });
      },
      ...extra,
    });
  }

  it('goes on where it stood, merges by its key and commits its state with the rows', async () => {
    const { opened, asked } = days();
    expect(await bench.run(opened)).toMatchObject([{ status: 'done', records: 3, rows: 3 }]);
    expect(await bench.state('days')).toEqual({ stream: { at: 2 } });
    expect(await bench.run(opened)).toMatchObject([{ status: 'done', records: 3, rows: 3 }]);
    expect(asked.map(({ state }) => state)).toEqual([null, { stream: { at: 2 } }]);
    expect(await bench.ids('days')).toEqual([0, 1, 2, 3, 4]);
    const history = must(await bench.states.history(bench.source(), 'days'));
    expect(history.map(({ version, state, by }) => [version, state, by])).toEqual([
      [2, { stream: { at: 4 } }, 'extraction'],
      [1, { stream: { at: 2 } }, 'extraction'],
    ]);
  });

  it('tells records of one key in one load as superseded, and rejected ones from rows', async () => {
    const { opened } = days({
      *script() {
        yield records({ id: 1, at: 1 }, { id: 1, at: 2 }, { at: 3 });
        yield at({ at: 3 });
      },
    });
    const [outcome] = await bench.run(opened);
    expect(outcome).toMatchObject({ status: 'done', records: 3, rows: 1, rejected: 1, superseded: 1 });
    expect(await bench.rejected(outcome?.loads[0])).toHaveLength(1);
  });

  it('full refresh puts everything in place of what is there, and state with it', async () => {
    const { opened, asked } = days();
    await bench.run(opened);
    await bench.run(opened);
    await bench.run(opened, { fullRefresh: true });
    expect(asked[2]).toEqual({ stream: 'days', mode: 'incremental', state: null });
    expect(await bench.ids('days')).toEqual([0, 1, 2]);
    expect(await bench.state('days')).toEqual({ stream: { at: 2 } });
  });

  it('backfill merges the past in and leaves the state where it is', async () => {
    const { opened } = days();
    await bench.run(opened);
    await bench.run(opened);
    const past = days({
      *script() {
        yield records({ id: -1, at: -1 });
        yield at({ at: -1 });
      },
    });
    expect(await bench.run(past.opened, { backfill: true })).toMatchObject([{ status: 'done', rows: 1 }]);
    expect(past.asked).toEqual([{ stream: 'days', mode: 'incremental', state: null }]);
    expect(await bench.ids('days')).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(await bench.state('days')).toEqual({ stream: { at: 4 } });
    const keyless = days({ primaryKey: [] });
    expect(await bench.run(keyless.opened, { backfill: true })).toMatchObject([
      { status: 'failed', rows: 0 },
    ]);
  });

  it('a long one is committed in pieces, and a failure after that loses and doubles nothing', async () => {
    let fails = true;
    const { opened, asked } = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'log',
      *script({ state }) {
        const from = state?.resume === undefined ? 0 : Number(state.resume);
        for (let page = from; page < 40; page += 1) {
          yield records(...numbered(page * 500, page * 500 + 500));
          if (page % 10 !== 5) yield at(null, String(page + 1));
          if (fails && page === 35) yield new Error('The line broke.');
        }
        yield at({ at: 20_000 });
      },
    });
    const [broken] = await bench.run(opened);
    expect(broken).toMatchObject({ status: 'failed', records: 18_000, rows: 17_500 });
    expect(broken?.loads).toHaveLength(2);
    expect(await bench.state('log')).toEqual({ stream: null, resume: '35', unfinished: 'incremental' });
    fails = false;
    const [mended] = await bench.run(opened);
    expect(asked[1]?.state).toEqual({ stream: null, resume: '35' });
    expect(mended).toMatchObject({ status: 'done', rows: 2_500 });
    expect(await bench.ids('log')).toEqual(numbered(0, 20_000).map(({ id }) => id));
    expect(await bench.state('log')).toEqual({ stream: { at: 20_000 } });
  });

  it('does not lose its page to the last words of a read that broke off', async () => {
    const { opened, asked } = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'log',
      *script({ state }) {
        if (state?.resume !== undefined) return yield new Error('Still broken.');
        yield records(...numbered(0, 3));
        yield at({ at: 0 }, 'page 2');
        yield records(...numbered(3, 5));
        yield at({ at: 0 });
        yield new Error('The line broke.');
      },
    });
    expect(await bench.run(opened)).toMatchObject([{ status: 'failed', records: 5, rows: 3 }]);
    const stands = { stream: { at: 0 }, resume: 'page 2', unfinished: 'incremental' };
    expect(await bench.state('log')).toEqual(stands);
    expect(await bench.run(opened)).toMatchObject([{ status: 'failed', rows: 0, loads: [] }]);
    expect(asked[1]?.state).toEqual({ stream: { at: 0 }, resume: 'page 2' });
    expect(await bench.state('log')).toEqual(stands);
    expect(await bench.ids('log')).toEqual([0, 1, 2]);
  });

  it('asked for again under the name it ended with, is not read twice, whatever the vendor would send', async () => {
    // The boundary comes again, as with most vendors.
    const log = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'log',
      *script({ state }) {
        const from = Number(state?.stream?.['at'] ?? 0);
        yield records(...numbered(from, from + 3));
        yield at({ at: from + 2 });
      },
    });
    expect(await bench.run(log.opened, { attempt: 'run-1' })).toMatchObject([{ status: 'done', rows: 3 }]);
    expect(await bench.run(log.opened, { attempt: 'run-1' })).toMatchObject([
      { status: 'done', records: 0, rows: 0, loads: [], failures: [] },
    ]);
    expect([await bench.ids('log'), log.asked.length]).toEqual([[0, 1, 2], 1]);
    await bench.run(log.opened, { attempt: 'run-2' });
    expect(log.asked[1]?.state).toEqual({ stream: { at: 2 } });
    expect(await bench.ids('log')).toEqual([0, 1, 2, 2, 3, 4]);
    // Where all of it was committed before its end was known, the end is noted all the same.
    const long = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'long',
      *script() {
        yield records(...numbered(0, 12_000));
        yield at({ at: 12_000 });
      },
    });
    await bench.run(long.opened, { attempt: 'run-3' });
    await bench.run(long.opened, { attempt: 'run-3' });
    expect([(await bench.ids('long')).length, long.asked.length]).toEqual([12_000, 1]);
  });

  it('what is only added lands once also where slices broke off', async () => {
    let fails = true;
    const unclaimed: ReadEvent = { kind: 'unclaimed' };
    const begins = (slice: number): ReadEvent => ({ kind: 'progress', slice, slices: null, label: '' });
    const { opened, asked } = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'log',
      *script({ state }) {
        if (state?.resume === 'b2') {
          yield begins(1);
          yield records({ id: 12, at: 2 });
          yield at({ a: 1, b: 1, d: 1 });
          yield begins(2);
          yield records({ id: 20, at: 3 });
          yield at({ a: 1, b: 1, c: 1, d: 1 });
          return;
        }
        yield begins(1);
        yield records({ id: 1, at: 1 });
        yield at({ a: 1 });
        yield begins(2);
        yield records({ id: 10, at: 2 }, { id: 11, at: 2 });
        yield at({ a: 1 }, 'b2');
        yield records({ id: 12, at: 2 });
        if (fails) yield unclaimed;
        yield begins(3);
        // No place in it is told that could be gone on from: it is had whole the next time.
        yield records({ id: 20, at: 3 });
        yield at({ a: 1 }, 'c2');
        yield unclaimed;
        yield begins(4);
        yield records({ id: 30, at: 4 });
        yield at({ a: 1, d: 1 });
        if (fails) yield new Error('Two of four failed.');
      },
    });
    expect(await bench.run(opened)).toMatchObject([{ status: 'failed', rows: 4 }]);
    expect(await bench.ids('log')).toEqual([1, 10, 11, 30]);
    expect(await bench.state('log')).toEqual({
      stream: { a: 1, d: 1 },
      resume: 'b2',
      unfinished: 'incremental',
    });
    fails = false;
    expect(await bench.run(opened)).toMatchObject([{ status: 'done', rows: 2 }]);
    expect(asked[1]?.state).toEqual({ stream: { a: 1, d: 1 }, resume: 'b2' });
    expect((await bench.ids('log')).sort((a, b) => a - b)).toEqual([1, 10, 11, 12, 20, 30]);
  });

  it('commits after half a minute too', async () => {
    const { opened } = fakeSource({
      ...INCREMENTAL,
      name: 'slow',
      *script() {
        for (let page = 0; page < 4; page += 1) {
          yield records({ id: page });
          bench.advance(16_000);
          yield at({ at: page });
        }
      },
    });
    expect((await bench.run(opened))[0]?.loads).toHaveLength(2);
  });

  it('cancelled, it keeps what came up to its last state', async () => {
    const stopping = new AbortController();
    const { opened } = fakeSource({
      ...INCREMENTAL,
      primaryKey: [],
      name: 'days',
      *script() {
        yield records({ id: 1 });
        yield at({ at: 1 });
        yield records({ id: 2 });
        stopping.abort();
        yield records({ id: 3 });
      },
    });
    expect(await bench.run(opened, { signal: stopping.signal })).toMatchObject([
      { status: 'cancelled', rows: 1 },
    ]);
    expect(await bench.ids('days')).toEqual([1]);
    expect(await bench.state('days')).toMatchObject({ stream: { at: 1 } });
  });

  it('a state is set by hand as a load of no rows, and forgotten the same way', async () => {
    const { opened, asked } = days();
    await bench.run(opened);
    const where = { source: bench.source(), stream: 'days', relation: bench.relation('days') };
    must(await bench.states.set(where, { stream: { at: 10 } }));
    await bench.run(opened);
    must(await bench.states.set(where, null));
    await bench.run(opened);
    expect(asked.map(({ state }) => state?.stream?.['at'])).toEqual([undefined, 10, undefined]);
    expect(await bench.ids('days')).toEqual([0, 1, 2, 10, 11, 12]);
    const by = must(await bench.states.history(bench.source(), 'days')).map((one) => one.by);
    expect(by).toEqual(['extraction', 'person', 'extraction', 'person', 'extraction']);
  });
});

describe('several streams', () => {
  it('fail each for itself, and are told with their reason', async () => {
    const { opened } = fakeSource(
      { name: 'bad', script: () => [new Error('No such thing.')] },
      {
        name: 'python',
        script: () => [],
        unsupported: [{ component: 'CustomPaginator', reason: 'is Python' }],
      },
      { name: 'good', script: () => [records({ id: 1 })] },
    );
    const outcomes = await bench.run(opened);
    expect(outcomes.map(({ stream, status }) => [stream, status])).toEqual([
      ['bad', 'failed'],
      ['python', 'skipped'],
      ['good', 'done'],
    ]);
    expect(outcomes[1]?.failures[0]).toMatchObject({ code: 'STREAM_UNSUPPORTED' });
    expect(outcomes[1]?.failures[0]?.message).toContain('CustomPaginator');
    const kept = must(await bench.records.last(bench.source()));
    expect(kept.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(await bench.run(opened, { streams: ['gone'] })).toMatchObject([
      { status: 'failed', failures: [{ code: 'SOURCE_UNKNOWN' }] },
    ]);
  });
});
