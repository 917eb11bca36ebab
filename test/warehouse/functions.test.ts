import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildLine, Cell } from '../../main/warehouse/builds.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { type OpenedStore, openStore } from './sqliteFolder.ts';
import { failureOf, must } from './store/bench.ts';
import { randomFrom } from './store/random.ts';

/** What a real Postgres answers is what the functions on SQLite must, in the writer's library and in the readers'. */
let server: PostgresServer;
let sqlite: OpenedStore;
let there: BuildLine;
let here: BuildLine;
let closing: () => Promise<void>;

beforeAll(async () => {
  server = await startPostgres();
  const store = must(await openPostgresStore({ connection: await server.database(), log: quietLog() }));
  sqlite = await openStore();
  there = must(await store.builds.line());
  here = must(await sqlite.store.builds.line());
  closing = async () => {
    await Promise.all([there.close(), here.close()]);
    await Promise.all([store.close(), sqlite.store.close()]);
    await Promise.all([server.stop(), sqlite.remove()]);
  };
}, 60_000);

afterAll(() => closing());

type Expression = string | readonly [sqlite: string, postgres: string];

const AT_ONCE = 200;

async function answers(line: BuildLine, expressions: readonly string[]): Promise<Cell[]> {
  const all: Cell[] = [];
  for (let from = 0; from < expressions.length; from += AT_ONCE) {
    const list = expressions.slice(from, from + AT_ONCE).map((one, at) => `${one} as c${at}`);
    all.push(...(must(await line.run(`select ${list.join(', ')}`)).rows[0] ?? []));
  }
  return all;
}

/** Numbers are compared as numbers, all else to the letter. */
function plain(cell: Cell): unknown {
  if (typeof cell === 'bigint' || typeof cell === 'boolean') return Number(cell);
  return cell;
}

async function expectSame(expressions: readonly Expression[], numeric = false): Promise<void> {
  const [ours, theirs] = [0, 1].map((at) =>
    expressions.map((one) => (typeof one === 'string' ? one : one[at])),
  );
  const wanted = (await answers(there, theirs as string[])).map((cell) =>
    plain(numeric && cell !== null ? Number(cell) : cell),
  );
  const read = (await answers(here, ours as string[])).map(plain);
  const label = (values: readonly unknown[]) => values.map((value, at) => [expressions[at], value]);
  expect(label(read)).toEqual(label(wanted));
  expect(wanted.filter((value) => value !== null).length).toBeGreaterThan(wanted.length / 5);
  const written = await here.together(async () => {
    must(await here.run('create temporary table anything (a)'));
    return ok((await answers(here, ours as string[])).map(plain));
  });
  expect(must(written)).toEqual(read);
}

const random = randomFrom(20_260_308);
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
const many = (count: number, make: () => Expression): Expression[] => Array.from({ length: count }, make);

const WORDS: readonly (string | null)[] = [
  ...[
    null,
    '',
    'a',
    'abc',
    'hello world',
    'Hello, World!',
    'ÄÖÜ ß',
    'naïve café',
    '日本語テキスト',
    '😀 smile 😀',
    'a,b,,c',
    ' padded ',
  ],
  ...["it's", 'UPPER lower 123abc', 'line\nbreak', 'a.b|c\\d', '2021-01-01', 'x'.repeat(300)],
];

describe('texts', () => {
  it('md5', () => expectSame(WORDS.map((word) => `md5(${text(word)})`)));

  it('split_part, left, right', () =>
    expectSame(
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
      expect([sql, failureOf(await here.run(`select ${sql}`)).code]).toEqual([sql, 'SQL_FAILED']);
    expect(failureOf(await here.run("select date_part('day', 'soon')")).message).toContain(
      '"soon" is no day',
    );
  });
});

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
      cases.flatMap(([word, pattern]): Expression[] => [
        `regexp_replace(${word}, ${pattern}, '<\\&>')`,
        `regexp_replace(${word}, ${pattern}, '-', ${text(any(['g', 'gi', 'i', 'gn', 'c']))})`,
      ]),
    ));

  it('regexp_replace puts groups in their places', () =>
    expectSame(WORDS.map((word) => `regexp_replace(${text(word)}, '(\\w)(\\w)', '\\2\\1$1\\\\', 'g')`)));

  it('regexp_like and the operator, regexp_substr, regexp_instr, regexp_count', async () => {
    await expectSame(
      cases.map(
        ([word, pattern]): Expression => [`regexp_like(${word}, ${pattern})`, `(${word} ~ ${pattern})::int`],
      ),
      true,
    );
    await expectSame(
      cases.map(
        ([word, pattern]): Expression => [`(${word} regexp ${pattern})`, `(${word} ~ ${pattern})::int`],
      ),
      true,
    );
    await expectSame(
      cases.map(
        ([word, pattern]): Expression => [
          `regexp_substr(${word}, ${pattern})`,
          `(regexp_match(${word}, '(' || regexp_replace(${pattern}, '^\\(\\?i\\)', '') || ')', case when ${pattern} like '(?i)%' then 'i' else '' end))[1]`,
        ],
      ),
    );
    await expectSame(
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

const two = (n: number) => String(n).padStart(2, '0');
/** Leap days, ends of months and years, and days between. */
function anyDay(): string {
  const fixed = [
    '2020-02-29',
    '2021-02-28',
    '2000-02-29',
    '1900-02-28',
    '2024-12-31',
    '2021-01-01',
    '2020-12-28',
    '2016-01-03',
    '0011-01-01',
    '9998-12-31',
    '1970-01-01',
    '1969-12-31',
  ];
  return random() < 0.4
    ? any(fixed)
    : `${1900 + Math.floor(random() * 200)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
}
function anyMoment(): string {
  const fraction = any(['', '', '.5', '.000001', '.999999', '.120']);
  return `${anyDay()} ${two(Math.floor(random() * 24))}:${two(Math.floor(random() * 60))}:${two(Math.floor(random() * 60))}${fraction}`;
}
const anyOf = () => (random() < 0.03 ? null : random() < 0.5 ? anyDay() : anyMoment());
const LONG = ['day', 'week', 'month', 'quarter', 'year', 'decade', 'century'];
const SHORT = ['hour', 'minute', 'second', 'millisecond', 'microsecond'];

/** A day stays a day on SQLite where it can; Postgres makes a moment of it. */
function asPostgres(value: string | null, expression: string, day: boolean): string {
  return `(${expression})::timestamp${value !== null && day ? '::date' : ''}::text`;
}

describe('days and moments', () => {
  it('date_trunc', () =>
    expectSame(
      many(600, () => {
        const value = anyOf();
        const part = any([...LONG, ...SHORT]);
        const day = value !== null && value.length === 10;
        return [
          `date_trunc('${part}', ${text(value)})`,
          asPostgres(value, `date_trunc('${part}', ${text(value)}::timestamp)`, day),
        ];
      }),
    ));

  it('date_part', () =>
    expectSame(
      many(900, () => {
        const value = anyOf();
        const part = any([...LONG, ...SHORT, 'dow', 'isodow', 'doy', 'isoyear', 'epoch']);
        return [`date_part('${part}', ${text(value)})`, `date_part('${part}', ${text(value)}::timestamp)`];
      }),
      true,
    ));

  it('date_add', () =>
    expectSame(
      many(600, () => {
        const moment = anyMoment();
        const value = random() < 0.03 ? null : `19${moment.slice(2).replace(/^00-02-29/, '04-02-29')}`;
        const part = any([...LONG, ...SHORT]);
        const count = Math.floor((random() - 0.5) * (part === 'century' ? 4 : 200));
        return [
          `date_add('${part}', ${count}, ${text(value)})`,
          `(${text(value)}::timestamp + interval '${part === 'quarter' ? '3 month' : `1 ${part}`}' * ${count})::text`,
        ];
      }),
    ));

  it('date_add keeps a day a day, and makes a moment of one with hours', async () => {
    await expectSame(
      many(200, () => {
        const value = anyDay().replace(/^(0011|9998)/, '2004');
        const part = any(LONG.slice(0, 5));
        const count = Math.floor((random() - 0.5) * 100);
        return [
          `date_add('${part}', ${count}, ${text(value)})`,
          `(${text(value)}::date + interval '${part === 'quarter' ? '3 month' : `1 ${part}`}' * ${count})::date::text`,
        ];
      }),
    );
    expect(
      await answers(here, [
        "date_add('hour', -1, '2020-03-01')",
        "date_trunc('month', '2020-03-08T10:00:00.5Z')",
        "date_add('day', 1, '2020-02-28T23:00:00-02:00')",
      ]),
    ).toEqual(['2020-02-29T23:00:00.000000Z', '2020-03-01T00:00:00.000000Z', '2020-03-01T01:00:00.000000Z']);
  });

  it('date_diff counts as dbt does on Postgres', () => {
    const day = (value: string) => `${text(value)}::timestamp::date`;
    const at = (part: string, value: string) => `date_part('${part}', ${text(value)}::timestamp)`;
    const dbt = (part: string, a: string, b: string): string => {
      const days = `(${day(b)} - ${day(a)})`;
      const years = `(${at('year', b)} - ${at('year', a)})`;
      if (part === 'day') return days;
      if (part === 'year') return years;
      if (part === 'quarter') return `(${years} * 4 + ${at('quarter', b)} - ${at('quarter', a)})`;
      if (part === 'month') return `(${years} * 12 + ${at('month', b)} - ${at('month', a)})`;
      if (part === 'hour') return `(${days} * 24 + ${at('hour', b)} - ${at('hour', a)})`;
      if (part === 'minute') return `(${dbt('hour', a, b)} * 60 + ${at('minute', b)} - ${at('minute', a)})`;
      if (part === 'second')
        return `(${dbt('minute', a, b)} * 60 + floor(${at('second', b)}) - floor(${at('second', a)}))`;
      const forwards = `${text(a)}::timestamp <= ${text(b)}::timestamp`;
      return `(${days} / 7 + case when ${at('dow', a)} <= ${at('dow', b)} then case when ${forwards} then 0 else -1 end else case when ${forwards} then 1 else 0 end end)`;
    };
    return expectSame(
      many(600, () => {
        const [a, b] = [anyMoment(), random() < 0.5 ? anyMoment() : anyDay()];
        const part = any(['day', 'week', 'month', 'quarter', 'year', 'hour', 'minute', 'second']);
        return [`date_diff('${part}', ${text(a)}, ${text(b)})`, dbt(part, a, b)];
      }),
      true,
    );
  });

  it('to_char', () =>
    expectSame(
      many(600, () => {
        const value = anyOf()?.replace(/^(0011|9998)/, '2004') ?? null;
        const pattern = any([
          ...[
            'YYYY-MM-DD',
            'YYYYMM',
            'YYYY-MM',
            'Mon YYYY',
            'Month',
            'FMMonth DD, YYYY',
            'DAY',
            'FMDay',
            'Dy',
            'HH24:MI:SS',
            'HH12:MI AM',
            'FMHH12 am',
          ],
          ...[
            'YY/FMMM/FMDD',
            'IYYY-"W"IW',
            'Q',
            '"Q"Q YYYY',
            'DDD',
            'D ID',
            'WW W',
            'MS US',
            'SSSS',
            'CC',
            'J',
            'DDth',
            'FMDDTH "of" month',
            'MON-YY',
            'YYYY-MM-DD"T"HH24:MI:SS.US',
            'dy dd',
          ],
        ]);
        return [`to_char(${text(value)}, '${pattern}')`, `to_char(${text(value)}::timestamp, '${pattern}')`];
      }),
    ));

  it('safe_day and safe_instant take what is one, and nothing else', async () => {
    const given = [
      '2021-02-29',
      '2021-02-28',
      ' 2021-02-28 ',
      '2021-13-01',
      'soon',
      '',
      '2021-1-1',
      '2021-02-28 25:00:00',
      '2021-02-28T24:00',
      '20210228',
      '2021-02-28 10:00:00+02',
    ];
    expect(
      await answers(
        here,
        given.map((one) => `safe_day(${text(one)})`),
      ),
    ).toEqual([
      null,
      '2021-02-28',
      '2021-02-28',
      null,
      null,
      null,
      null,
      null,
      '2021-03-01',
      null,
      '2021-02-28',
    ]);
    expect(
      await answers(here, ["safe_instant('2021-02-28 10:00:00+02')", "safe_instant('2021-02-28')"]),
    ).toEqual(['2021-02-28T08:00:00.000000Z', '2021-02-28T00:00:00.000000Z']);
  });
});

describe('numbers', () => {
  // No pattern without a place before the point: of 0.343 Postgres itself makes `.##` by FM.00.
  it('to_char', () =>
    expectSame(
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
    const theirs = must(await there.run(sql('::int'))).rows;
    expect(must(await here.run(sql(''))).rows).toEqual(theirs);
    expect(theirs).toEqual([
      [1n, 1n],
      [0n, 0n],
      [null, null],
      [1n, 1n],
      [1n, 0n],
      [0n, 0n],
    ]);
    expect(must(await here.run('select bool_or(a) from (select 1 as a) where a > 1')).rows).toEqual([[null]]);
  });

  it('percentile_cont is SQLite’s own', () =>
    expectSame(
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
        here,
        given.map((one) => `safe_number(${one})`),
      ),
    ).toEqual([12n, -12.5, 1000, 7n, 0.5, 5, null, null, null, null, 3n, 2 ** 63, 2 ** 63, null]);
  });
});
