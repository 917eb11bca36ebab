import { describe, expect, it } from 'vitest';
import { must } from '../store/bench.ts';
import {
  answers,
  any,
  type Engines,
  type Expression,
  expectSame,
  many,
  random,
  text,
  WORDS,
} from './compared.ts';

export function numbers(engines: Engines): void {
  describe('numbers', () => {
    // No pattern without a place before the point: of 0.343 Postgres itself makes `.##` by FM.00.
    it('to_char', () =>
      expectSame(
        engines,
        many(900, () => {
          const whole = random() < 0.5;
          const size = 10 ** Math.floor(random() * 7);
          const value =
            random() < 0.03
              ? null
              : whole
                ? Math.round((random() - 0.5) * size)
                : Math.round((random() - 0.5) * size * 1000) / 1000;
          const pattern = any([
            ...[
              '999',
              '000',
              'FM000',
              '999,999',
              'FM999,999,999',
              'FM999,999,990.00',
              '9990.99',
              '0.00',
              'FM0.00',
              '99999.9',
              'FM9999.99',
              'FM9990.099',
            ],
            ...[
              'S999',
              '9999S',
              '9999MI',
              'FM9999MI',
              '9999PR',
              '999G999D99',
              'FM$999,990.00',
              '0000.0',
              'FM9,999',
              '9',
            ],
          ]);
          const number = value === null ? 'null' : String(value);
          return [`to_char(${number}, '${pattern}')`, `to_char(${number}::numeric, '${pattern}')`];
        }),
      ));

    it('greatest and least leave nulls out', () =>
      expectSame(
        engines,
        many(300, () => {
          const values = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
            any(['null', '1', '2', '-3', '1.5', '0', '1e3']),
          );
          return `${any(['greatest', 'least'])}(${values.map((value) => `(${value})`).join(', ')})`.replace(
            /\(null\)/g,
            '(null)',
          );
        }).map((one): Expression => [String(one), String(one).replaceAll('(null)', 'null::numeric')]),
        true,
      ));

    it('greatest and least of texts, by their bytes', () =>
      expectSame(
        engines,
        many(200, () => {
          const values = [any(WORDS), any(WORDS), any(WORDS)].map((word) => text(word?.slice(0, 20) ?? null));
          const name = any(['greatest', 'least']);
          return [
            `${name}(${values.join(', ')})`,
            `${name}(${values.map((value) => `${value} collate "C"`).join(', ')})`,
          ];
        }),
      ));

    it('bool_or and bool_and leave nulls out', async () => {
      const groups = [[null, true], [false, null, false], [null, null], [true, true], [true, false], [false]];
      const rows = groups.flatMap((group, at) => group.map((value) => `(${at}, ${value})`)).join(', ');
      const sql = (more: string) =>
        `select bool_or(v)${more}, bool_and(v)${more} from (select column1 as g, column2${more === '' ? '' : '::boolean'} as v from (values ${rows}) as given) as pairs group by g order by g`;
      const theirs = must(await engines.there.run(sql('::int'))).rows;
      expect(must(await engines.here.run(sql(''))).rows).toEqual(theirs);
      expect(theirs).toEqual([
        [1n, 1n],
        [0n, 0n],
        [null, null],
        [1n, 1n],
        [1n, 0n],
        [0n, 0n],
      ]);
      expect(must(await engines.here.run('select bool_or(a) from (select 1 as a) where a > 1')).rows).toEqual(
        [[null]],
      );
    });

    it('percentile_cont is SQLite’s own', () =>
      expectSame(
        engines,
        many(20, () => {
          const values = Array.from(
            { length: 1 + Math.floor(random() * 9) },
            () => `(${Math.floor(random() * 100)})`,
          ).join(', ');
          const at = any([0, 0.25, 0.5, 0.9, 1]);
          return [
            `(select percentile_cont(column1, ${at}) from (values ${values}))`,
            `(select percentile_cont(${at}) within group (order by v) from (values ${values}) as given (v))`,
          ];
        }),
        true,
      ));

    it('safe_number takes what is one, and nothing else', async () => {
      const given = [
        "'12'",
        "' -12.50 '",
        "'1e3'",
        "'+7'",
        "'.5'",
        "'5.'",
        "'12 apples'",
        "''",
        "'0x10'",
        'null',
        '3',
        '9223372036854775808.0',
        "'9223372036854775808'",
        "'Infinity'",
      ];
      expect(
        await answers(
          engines.here,
          given.map((one) => `safe_number(${one})`),
        ),
      ).toEqual([12n, -12.5, 1000, 7n, 0.5, 5, null, null, null, null, 3n, 2 ** 63, 2 ** 63, null]);
    });
  });
}
