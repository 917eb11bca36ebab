import { describe, expect, it } from 'vitest';
import type { LoadPlan, Rejected } from '../../../main/warehouse/loads.ts';
import type { RowSource } from '../../../main/warehouse/store.ts';
import type { Column, Row } from '../../../shared/domain/column.ts';
import { column, failureOf, must } from '../store/bench.ts';
import { type LoadsBench, stream } from './bench.ts';
import type { TypedInput } from './typedRows.ts';

function typed(rows: readonly Row[], more: Partial<TypedInput> = {}): RowSource {
  const input: TypedInput = { rows, ...more };
  return { module: new URL('./typedRows.ts', import.meta.url).href, input };
}

const ID = column('id', 'integer');
const AMOUNT = column('amount', 'number');
const FIRST: readonly Row[] = [
  [1n, 1.5],
  [2n, 2.5],
];

export function fromRows(bench: () => LoadsBench): void {
  async function land(plan: LoadPlan, columns: readonly Column[], source: RowSource) {
    return must(await bench().loads.landFrom(plan, columns, source, { attempt: bench().attempt() }));
  }

  it('lands typed rows, sets aside what their maker did not take, and tells how far it is', async () => {
    const { plan, loads, attempt, rows } = bench();
    const landing = plan();
    const rejected: Rejected[] = [{ ordinal: 3, line: 4, reason: 'has 3 columns', record: 'a,b,c\0' }];
    const told: string[] = [];
    const once = attempt();
    const options = {
      attempt: once,
      work: {
        signal: new AbortController().signal,
        report: ({ step }: { step: string }) => void told.push(step),
      },
    };
    const first = must(await loads.landFrom(landing, [ID, AMOUNT], typed(FIRST, { rejected }), options));
    expect(first).toMatchObject({ rows: 2, rejected: 1, outcome: { lines: 2 }, children: [] });
    expect(told.at(-1) ?? '').toMatch(/^Landing raw\.landed_\d+: [12] rows$/);
    expect(must(await loads.rejected(first.load, { skip: 0, take: 9 }))).toEqual([
      { ...rejected[0], record: 'a,b,c␀' },
    ]);
    expect(await rows(landing.relation)).toEqual([
      { _load: first.load, _row: 1, id: 1, amount: 1.5 },
      { _load: first.load, _row: 2, id: 2, amount: 2.5 },
    ]);
    expect(must(await loads.landFrom(landing, [ID, AMOUNT], typed([]), options))).toEqual(first);
    expect(await rows(landing.relation)).toHaveLength(2);
  });

  it('goes on where records were landed, and the other way round', async () => {
    const { plan, land: landRecords, rows } = bench();
    const landing = plan();
    await landRecords(landing, [{ ID: 1, amount: 0.5 }]);
    await land(landing, [ID, AMOUNT], typed(FIRST));
    await landRecords(landing, [{ ID: 4, amount: 4.5 }]);
    expect((await rows(landing.relation)).map((row) => 'id' in row && row.id)).toEqual([1, 1, 2, 4]);
  });

  it.each(['append', 'replace', 'merge'] as const)('%s', async (disposition) => {
    const { plan, rows } = bench();
    const landing = plan({ disposition, key: ['id'] });
    await land(landing, [ID, AMOUNT], typed(FIRST));
    const second = await land(
      landing,
      [ID, AMOUNT],
      typed([
        [2n, 3.5],
        [3n, 4.5],
        [3n, 5.5],
        [null, 6.5],
      ]),
    );
    expect(second).toMatchObject({
      rows: { append: 4, replace: 4, merge: 2 }[disposition],
      rejected: disposition === 'merge' ? 1 : 0,
    });
    expect((await rows(landing.relation)).map((row) => 'amount' in row && row.amount)).toEqual(
      {
        append: [1.5, 2.5, 3.5, 4.5, 5.5, 6.5],
        replace: [3.5, 4.5, 5.5, 6.5],
        merge: [1.5, 3.5, 5.5],
      }[disposition],
    );
  });

  describe('columns of another type than the relation has', () => {
    const MIXED: readonly Row[] = [
      [3n, 3n, 'x'],
      [4n, 9_007_199_254_740_993n, null],
      [5n, null, null],
    ];
    const columns = [ID, column('amount', 'integer'), column('extra', 'text')];

    it('evolve converts what loses nothing and keeps the rest in a variant', async () => {
      const { plan, rows, store } = bench();
      const landing = plan();
      await land(landing, [ID, AMOUNT], typed(FIRST));
      const second = await land(landing, columns, typed(MIXED));
      expect(second).toMatchObject({ rows: 3, rejected: 0, addedColumns: ['amount__v_integer', 'extra'] });
      expect((await rows(landing.relation)).slice(2)).toEqual([
        { _load: second.load, _row: 1, id: 3, amount: 3, extra: 'x' },
        { _load: second.load, _row: 2, id: 4, amount__v_integer: expect.any(Number) },
        { _load: second.load, _row: 3, id: 5 },
      ]);
      const { rows: exact } = must(
        await store.query(
          `select "amount__v_integer" from ${store.quote(landing.relation)} where "amount__v_integer" is not null`,
        ),
      );
      expect(exact).toEqual([[9_007_199_254_740_993n]]);
    });

    it('discard-row sets those rows aside, discard-value only the values', async () => {
      const { plan, rows, loads } = bench();
      const landing = plan({ contract: 'discard-row' });
      await land(landing, [ID, AMOUNT], typed(FIRST));
      const second = await land(landing, columns, typed(MIXED));
      expect(second).toMatchObject({ rows: 1, rejected: 2, addedColumns: [] });
      expect(must(await loads.rejected(second.load, { skip: 0, take: 9 }))).toEqual([
        {
          ordinal: 1,
          reason: 'has a value in extra, for which there is no column',
          record: '{"id":3,"amount":3,"extra":"x"}',
        },
        {
          ordinal: 2,
          reason: "has integer in amount, which can't be read as its column without a loss",
          record: '{"id":4,"amount":9007199254740993,"extra":null}',
        },
      ]);
      const third = await land({ ...landing, contract: 'discard-value' }, columns, typed(MIXED));
      expect(third).toMatchObject({ rows: 3, rejected: 0, addedColumns: [] });
      expect((await rows(landing.relation)).slice(3)).toEqual([
        { _load: third.load, _row: 1, id: 3, amount: 3 },
        { _load: third.load, _row: 2, id: 4 },
        { _load: third.load, _row: 3, id: 5 },
      ]);
    });

    it('freeze refuses columns it does not have, and values that do not fit', async () => {
      const { plan, loads, attempt, rows } = bench();
      const landing = plan({ contract: 'freeze' });
      await land(landing, [ID, AMOUNT], typed(FIRST));
      for (const [some, why] of [
        [columns, /it has no column extra/],
        [columns.slice(0, 2), /a row has integer in amount/],
        [[ID, column('amount', 'text')], /amount is number there and text here/],
      ] as const) {
        const source = typed(MIXED.map((row) => row.slice(0, some.length)));
        const refused = failureOf(await loads.landFrom(landing, some, source, { attempt: attempt() }));
        expect(refused.code).toBe('LOAD_REFUSED');
        expect(refused.message).toMatch(why);
      }
      expect(await rows(landing.relation)).toHaveLength(2);
    });

    it('converts between every pair of types that can be trusted, exactly', async () => {
      const { plan, store } = bench();
      const decimal = (scale: number) => ({ kind: 'decimal', scale }) as const;
      const cases: [Column['type'], Column['type'], Row, Row][] = [
        [{ kind: 'integer' }, decimal(2), [7n, 2n ** 62n], [700n, null]],
        [decimal(2), { kind: 'integer' }, [700n, 750n], [7n, null]],
        [decimal(2), decimal(4), [1234n, -5n], [123400n, -500n]],
        [decimal(4), decimal(2), [123400n, 1n], [1234n, null]],
        [decimal(2), { kind: 'number' }, [1234n, 10n], [12.34, 0.1]],
        [{ kind: 'number' }, { kind: 'integer' }, [5, 5.5, 1e300], [5n, null, null]],
        [{ kind: 'boolean' }, { kind: 'text' }, [true, false], ['true', 'false']],
        [{ kind: 'day' }, { kind: 'text' }, ['2026-03-08'], ['2026-03-08']],
        [{ kind: 'integer' }, { kind: 'text' }, [-(2n ** 63n)], ['-9223372036854775808']],
        [{ kind: 'json' }, { kind: 'text' }, ['{"a": [1]}'], ['{"a": [1]}']],
      ];
      for (const [from, to, given, expected] of cases) {
        const landing = plan();
        await land(landing, [column('a', to)], typed([]));
        const source = typed(given.map((value) => [value]));
        const { addedColumns } = await land(landing, [column('a', from)], source);
        const variant = addedColumns[0] === undefined ? 'null' : `"${addedColumns[0]}"`;
        const { rows } = must(
          await store.query(`select "a", ${variant} from ${store.quote(landing.relation)} order by "_row"`),
        );
        expect(rows.map(([value]) => value)).toEqual(expected);
        expect(rows.map(([value, kept]) => (value === null ? kept : null))).toEqual(
          given.map((value, index) => (expected[index] === null ? value : null)),
        );
      }
    });
  });

  it('a maker that breaks, or is cancelled, leaves nothing', async () => {
    const { plan, loads, attempt, store } = bench();
    const landing = plan();
    const broken = await loads.landFrom(landing, [ID, AMOUNT], typed(FIRST, { breaks: true }), {
      attempt: attempt(),
    });
    expect(failureOf(broken).message).toMatch(/shrank/);
    const stop = new AbortController();
    stop.abort();
    const work = { signal: stop.signal, report: () => {} };
    const cancelled = await loads.landFrom(landing, [ID, AMOUNT], typed(FIRST), { attempt: attempt(), work });
    expect(failureOf(cancelled).code).toBe('CANCELLED');
    expect(must(await store.describe(landing.relation))).toBeNull();
    expect(must(await loads.ledger({ relation: landing.relation, skip: 0, take: 1 }))).toEqual([]);
    expect((await bench().land(landing, [{ id: 1 }])).rows).toBe(1);
    await loads.land(landing, stream([]), { attempt: attempt() });
  });
}
