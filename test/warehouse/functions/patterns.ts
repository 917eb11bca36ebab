import { describe, it } from 'vitest';
import { any, type Engines, type Expression, expectSame, text, WORDS } from './compared.ts';

export function patterns(engines: Engines): void {
  describe('patterns', () => {
    const PATTERNS = [
      ...[
        'a',
        'o+',
        '[a-c]+',
        '\\d+',
        '\\s',
        '^h',
        'd!?$',
        '(l+)(o)',
        '[[:alpha:]]+',
        '[^[:alnum:] ]',
        '\\mw',
        'o\\M',
        '\\yworld\\y',
      ],
      ...[
        '(?i)HELLO',
        '.',
        '^.*$',
        '[]x]',
        'a{2,3}|é',
        '\\w+@\\w+',
        '[\\d.]+',
        '😀',
        '\\.',
        'x{3}',
        '(?:ab)?c',
        '[[:space:]]+',
        '\\Aa',
        'c\\Z',
      ],
    ];
    const cases = WORDS.flatMap((word) => PATTERNS.map((pattern) => [text(word), text(pattern)] as const));

    it('regexp_replace', () =>
      expectSame(
        engines,
        cases.flatMap(([word, pattern]): Expression[] => [
          `regexp_replace(${word}, ${pattern}, '<\\&>')`,
          `regexp_replace(${word}, ${pattern}, '-', ${text(any(['g', 'gi', 'i', 'gn', 'c']))})`,
        ]),
      ));

    it('regexp_replace puts groups in their places', () =>
      expectSame(
        engines,
        WORDS.map((word) => `regexp_replace(${text(word)}, '(\\w)(\\w)', '\\2\\1$1\\\\', 'g')`),
      ));

    it('regexp_like and the operator, regexp_substr, regexp_instr, regexp_count', async () => {
      await expectSame(
        engines,
        cases.map(
          ([word, pattern]): Expression => [
            `regexp_like(${word}, ${pattern})`,
            `(${word} ~ ${pattern})::int`,
          ],
        ),
        true,
      );
      await expectSame(
        engines,
        cases.map(
          ([word, pattern]): Expression => [`(${word} regexp ${pattern})`, `(${word} ~ ${pattern})::int`],
        ),
        true,
      );
      await expectSame(
        engines,
        cases.map(
          ([word, pattern]): Expression => [
            `regexp_substr(${word}, ${pattern})`,
            `(regexp_match(${word}, '(' || regexp_replace(${pattern}, '^\\(\\?i\\)', '') || ')', case when ${pattern} like '(?i)%' then 'i' else '' end))[1]`,
          ],
        ),
      );
      await expectSame(
        engines,
        cases.map(
          ([word, pattern]): Expression => [
            `regexp_count(${word}, ${pattern})`,
            `(case when ${word} is null then null else (select count(*) from regexp_matches(${word}, ${pattern}, 'g')) end)`,
          ],
        ),
        true,
      );
    });
  });
}
