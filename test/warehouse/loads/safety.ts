import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { internalTable } from '../../../main/warehouse/internalTable.ts';
import type { LoadPlan, Record } from '../../../main/warehouse/loads.ts';
import type { Store, WriteSession } from '../../../main/warehouse/store.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail } from '../../../shared/errors/failure.ts';
import { column, failureOf, must } from '../store/bench.ts';
import { type LoadsBench, openLoads, stream } from './bench.ts';

function unlist(store: Store, load: number) {
  return store.write((session) =>
    session.execute(`delete from ${internalTable(store, 'loads')} where "load" = ${load}`),
  );
}

/** Copies every row of a relation as rows of another load, as no load would. */
function stray(session: WriteSession, store: Store, relation: RelationName, load: number) {
  const table = store.quote(relation);
  return session.execute(
    `insert into ${table} ("_load", "_row", "id") select ${load}, "_row", "id" from ${table}`,
  );
}

export function safety(bench: () => LoadsBench): void {
  /** Everything a load may change. */
  async function everything({ relation, source, stream: name }: LoadPlan) {
    const { store, loads, rows } = bench();
    const catalog = must(await store.catalog()).map(({ name: one, columns }) => ({ one, columns }));
    return {
      catalog,
      rows: must(await store.describe(relation)) === null ? null : await rows(relation),
      state: must(await loads.state(source, name)),
      ledger: must(await loads.ledger({ skip: 0, take: 1_000 })),
      schemas: must(await loads.schemaHistory(relation)),
    };
  }

  it('commits state with the rows, and lists newest first', async () => {
    const { plan, loads, attempt } = bench();
    const landing = plan({ file: { path: '/data/orders.csv', sha256: 'abc1' } });
    expect(must(await loads.state(landing.source, landing.stream))).toBeUndefined();
    let read = 0;
    const batches = (async function* () {
      for (const id of [1, 2, 3]) {
        read = id;
        yield [{ id }];
      }
    })();
    const state = () => ({ after: read, big: '9' });
    const first = must(await loads.land(landing, batches, { attempt: attempt(), state }));
    expect(must(await loads.state(landing.source, landing.stream))).toEqual({ after: 3, big: '9' });
    const second = must(await loads.land(landing, stream([{ id: 4 }]), { attempt: attempt() }));
    expect(must(await loads.state(landing.source, landing.stream))).toEqual({ after: 3, big: '9' });
    expect(second.load).toBeGreaterThan(first.load);
    const listed = must(await loads.ledger({ relation: landing.relation, skip: 0, take: 9 }));
    expect(listed.map(({ load }) => load)).toEqual([second.load, first.load]);
    expect(listed[1]).toEqual({
      load: first.load,
      at: '2026-03-08T12:00:00.000Z',
      source: 'shop',
      stream: landing.stream,
      relation: landing.relation,
      disposition: 'append',
      rows: 3,
      rejected: 0,
      file: '/data/orders.csv',
      sha256: 'abc1',
      schemaVersion: first.schemaVersion,
    });
    expect(must(await loads.ledger({ sha256: 'abc1', skip: 1, take: 9 })).map(({ load }) => load)).toEqual([
      first.load,
    ]);
  });

  it('keeps a history of columns, by hash', async () => {
    const { plan, land, loads } = bench();
    const landing = plan();
    const first = await land(landing, [{ id: 1 }]);
    const same = await land(landing, [{ id: 2 }]);
    const wider = await land(landing, [{ id: 3, b: true }]);
    expect(same.schemaVersion).toBe(first.schemaVersion);
    expect(wider.schemaVersion).not.toBe(first.schemaVersion);
    expect(wider.schemaVersion).toMatch(/^[0-9a-f]{64}$/);
    const history = must(await loads.schemaHistory(landing.relation));
    expect(history.map(({ version, columns }) => [version, columns.map(({ name }) => name)])).toEqual([
      [wider.schemaVersion, ['_row', 'id', 'b']],
      [first.schemaVersion, ['_row', 'id']],
    ]);
    const elsewhere = await land(plan(), [{ b: false }, { id: 1 }]);
    expect(elsewhere.schemaVersion).toBe(wider.schemaVersion);
  });

  it('an attempt that landed is answered from the ledger, its source left alone', async () => {
    const { plan, loads, rows, attempt } = bench();
    const landing = plan();
    const once = attempt();
    const first = must(await loads.land(landing, stream([{ id: 1, items: [1] }]), { attempt: once }));
    const untouched = {
      [Symbol.asyncIterator]: () => {
        throw new Error('The source was asked again.');
      },
    };
    expect(must(await loads.land(landing, untouched, { attempt: once }))).toEqual(first);
    expect(await rows(landing.relation)).toHaveLength(1);
    const other = failureOf(await loads.land(plan(), stream([]), { attempt: once }));
    expect(other.code).toBe('LOAD_REFUSED');
  });

  it('a reply lost after the commit is no failure, and lands once', async () => {
    const { plan, loads, store, rows, attempt } = bench();
    let cut = false;
    const lossy: Store = {
      ...store,
      write: async (work, options) => {
        const done = await store.write(work, options);
        const lost = { message: 'The answer was lost.', next: 'Try again.', retry: true };
        return cut ? fail('STORE_UNREACHABLE', lost) : done;
      },
    };
    const lossyLoads = await openLoads(lossy);
    cut = true;
    const landing = plan();
    const once = attempt();
    const first = must(await lossyLoads.land(landing, stream([{ id: 1 }]), { attempt: once }));
    expect(must(await loads.land(landing, stream([{ id: 1 }]), { attempt: once }))).toEqual(first);
    expect(await rows(landing.relation)).toHaveLength(1);
  });

  it.each(['founding', 'adding to'] as const)(
    'a source that breaks while %s leaves everything as it was',
    async (when) => {
      const { plan, land, loads, attempt } = bench();
      const landing = plan({ disposition: 'merge', key: ['id'] });
      if (when === 'adding to') await land(landing, [{ id: 1 }]);
      const before = await everything(landing);
      const breaking = (async function* () {
        // More than is gathered before the writer is taken.
        for (let id = 0; id < 22_000; id += 1_000)
          yield Array.from({ length: 1_000 }, (_, index) => ({ id: id + index, [`f${id}`]: [1] }));
        throw new Error('The interface answered with a page of HTML.');
      })();
      await expect(
        loads.land(landing, breaking, { attempt: attempt(), state: () => ({ after: 22_000 }) }),
      ).rejects.toThrow('a page of HTML');
      expect(await everything(landing)).toEqual(before);
    },
  );

  it('a cancelled load leaves everything as it was, even while its source hangs', async () => {
    const { plan, land, loads, attempt } = bench();
    const landing = plan();
    await land(landing, [{ id: 1 }]);
    const before = await everything(landing);
    for (const batches of [0, 25]) {
      const stop = new AbortController();
      const hanging = (async function* () {
        for (let batch = 0; batch < batches; batch += 1)
          yield Array.from({ length: 1_000 }, (_, index): Record => ({ id: index, fresh: 'x' }));
        setTimeout(() => stop.abort(), 10);
        await new Promise(() => {});
      })();
      const work = { signal: stop.signal, report: () => {} };
      const cancelled = failureOf(await loads.land(landing, hanging, { attempt: attempt(), work }));
      expect(cancelled.code).toBe('CANCELLED');
      expect(await everything(landing)).toEqual(before);
    }
    expect((await land(landing, [{ id: 2 }])).rows).toBe(1);
  });

  it('landings into one relation take turns', async () => {
    const { plan, loads, attempt, rows } = bench();
    const landing = plan();
    const landed = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const slow = (async function* () {
          yield [{ id: index, [`only${index % 4}`]: index }];
          await pause(5);
          yield [{ id: index + 100, same: true }];
        })();
        return must(await loads.land(landing, slow, { attempt: attempt() }));
      }),
    );
    expect(new Set(landed.map(({ load }) => load)).size).toBe(8);
    expect(landed.map((one) => one.rows)).toEqual(Array(8).fill(2));
    expect(await rows(landing.relation)).toHaveLength(16);
    const columns = must(await bench().store.describe(landing.relation))?.columns.map(({ name }) => name);
    expect(columns?.toSorted()).toEqual(['_load', '_row', 'id', 'only0', 'only1', 'only2', 'only3', 'same']);
  });

  it('the same attempt made twice at once lands once', async () => {
    const { plan, loads, attempt, rows } = bench();
    const landing = plan();
    const once = attempt();
    const both = await Promise.all(
      [1, 2].map(() => loads.land(landing, stream([{ id: 1 }, { id: 2 }]), { attempt: once })),
    );
    const [first, second] = both.map(must);
    expect(second).toEqual(first);
    expect(await rows(landing.relation)).toHaveLength(2);
  });

  describe.each([true, false])('a sweep, thorough: %s', (thorough) => {
    const swept = async () => must(await bench().loads.sweep({ thorough })).rows;

    it('takes rows, children, state and shadows of loads that are not listed', async () => {
      const { plan, land, loads, attempt, rows, store } = bench();
      const landing = plan();
      await land(landing, [{ id: 1, items: [1, 2] }]);
      const lost = must(
        await loads.land(landing, stream([{ id: 2, items: [3] }, { id: 3 }]), {
          attempt: attempt(),
          state: () => 'beyond what is there',
        }),
      );
      // No other sign of them than their lines that are gone: later loads lie behind.
      await land(
        landing,
        Array.from({ length: 3_000 }, (_, id) => ({ id: id + 4, items: [id] })),
      );
      expect(await swept()).toBe(0);
      await unlist(store, lost.load);
      expect(await swept()).toBe(3);
      expect((await rows(landing.relation)).slice(0, 2).map((row) => 'id' in row && row.id)).toEqual([1, 4]);
      expect(must(await loads.state(landing.source, landing.stream))).toBeUndefined();
      expect(must(await loads.rejected(lost.load, { skip: 0, take: 1 }))).toEqual([]);
      expect(await swept()).toBe(0);
    });

    it('takes what is newer than the ledger, and shadows', async () => {
      const { plan, land, rows, store } = bench();
      const landing = plan();
      const { load } = await land(landing, [{ id: 1 }, { id: 2 }]);
      must(await store.write((session) => stray(session, store, landing.relation, load + 1_000)));
      expect(await swept()).toBe(2);
      expect(await rows(landing.relation)).toHaveLength(2);
      const shadow = bench().name('raw', '_landing_9');
      const columns = [column('_load', 'integer')];
      must(await store.write((session) => session.createTable({ name: shadow, columns })));
      expect(await swept()).toBe(0);
      expect(must(await store.describe(shadow))).toBeNull();
    });
  });

  it('a sweep that is not thorough leaves all but the end of a relation unread', async () => {
    const { plan, land, loads, store } = bench();
    const landing = plan();
    const { load } = await land(landing, [{ id: 1 }, { id: 2 }]);
    must(await store.write((session) => stray(session, store, landing.relation, load + 1_000)));
    const text = 'far more than a few pages '.repeat(20);
    await land(
      landing,
      Array.from({ length: 3_000 }, (_, id) => ({ id, text })),
    );
    expect(must(await loads.sweep({ thorough: false })).rows).toBe(0);
    expect(must(await loads.sweep({ thorough: true })).rows).toBe(2);
  });

  it('refuses a relation that no load made, or outside RAW', async () => {
    const { loads, attempt, table, name, plan } = bench();
    const foreign = await table([[1n, 'x']]);
    for (const relation of [foreign, name('staging')]) {
      const refused = failureOf(
        await loads.land(plan({ relation }), stream([{ id: 1 }]), { attempt: attempt() }),
      );
      expect(refused).toMatchObject({ code: 'LOAD_REFUSED', subject: relation });
    }
  });
}
