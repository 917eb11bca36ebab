import { describe, expect, it } from 'vitest';
import { answers, any, type Engines, expectSame, many, random, text } from './compared.ts';

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

export function days(engines: Engines): void {
  describe('days and moments', () => {
    it('date_trunc', () =>
      expectSame(
        engines,
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
        engines,
        many(900, () => {
          const value = anyOf();
          const part = any([...LONG, ...SHORT, 'dow', 'isodow', 'doy', 'isoyear', 'epoch']);
          return [`date_part('${part}', ${text(value)})`, `date_part('${part}', ${text(value)}::timestamp)`];
        }),
        true,
      ));

    it('date_add', () =>
      expectSame(
        engines,
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
        engines,
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
        await answers(engines.here, [
          "date_add('hour', -1, '2020-03-01')",
          "date_trunc('month', '2020-03-08T10:00:00.5Z')",
          "date_add('day', 1, '2020-02-28T23:00:00-02:00')",
        ]),
      ).toEqual([
        '2020-02-29T23:00:00.000000Z',
        '2020-03-01T00:00:00.000000Z',
        '2020-03-01T01:00:00.000000Z',
      ]);
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
        engines,
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
        engines,
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
          return [
            `to_char(${text(value)}, '${pattern}')`,
            `to_char(${text(value)}::timestamp, '${pattern}')`,
          ];
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
          engines.here,
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
        await answers(engines.here, ["safe_instant('2021-02-28 10:00:00+02')", "safe_instant('2021-02-28')"]),
      ).toEqual(['2021-02-28T08:00:00.000000Z', '2021-02-28T00:00:00.000000Z']);
    });
  });
}
