import { describe, expect, it } from 'vitest';
import { failureOf } from '../store/bench.ts';
import { any, type Engines, type Expression, expectSame, text, WORDS } from './compared.ts';

export function texts(engines: Engines): void {
  describe('texts', () => {
    it('md5', () =>
      expectSame(
        engines,
        WORDS.map((word) => `md5(${text(word)})`),
      ));

    it('split_part, left, right', () =>
      expectSame(
        engines,
        WORDS.flatMap((word) =>
          [-3, -1, 1, 2, 5].flatMap((n): Expression[] => [
            `split_part(${text(word)}, ${text(any([',', ' ', '', 'o', '😀', '.']))}, ${n})`,
            `left(${text(word)}, ${n - 1})`,
            `right(${text(word)}, ${n - 1})`,
          ]),
        ),
      ));

    it('lpad, rpad, reverse, repeat, translate, initcap', () =>
      expectSame(
        engines,
        WORDS.flatMap((word): Expression[] => [
          ...[0, 3, 12, -1].flatMap((n): Expression[] => [
            `lpad(${text(word)}, ${n})`,
            `rpad(${text(word)}, ${n}, ${text(any(['*', 'xy', '', '😀', null]))})`,
            `repeat(${text(word)}, ${n})`,
          ]),
          `reverse(${text(word)})`,
          `translate(${text(word)}, 'aoé😀', 'A0')`,
          ...(/['.]/.test(word ?? '') ? [] : [`initcap(${text(word)})`]),
          [`unicode_lower(${text(word)})`, `lower(${text(word)})`],
          [`unicode_upper(${text(word)})`, `upper(${text(word)})`],
        ]),
      ));

    it('names what it can’t do', async () => {
      for (const sql of [
        "split_part('a', ',', 0)",
        "date_trunc('eon', '2021-01-01')",
        "date_part('day', 'soon')",
        'left(1)',
        "regexp_like('a', '(')",
        "to_char(1, 'x')",
      ])
        expect([sql, failureOf(await engines.here.run(`select ${sql}`)).code]).toEqual([sql, 'SQL_FAILED']);
      expect(failureOf(await engines.here.run("select date_part('day', 'soon')")).message).toContain(
        '"soon" is no day',
      );
    });
  });
}
