import { describe, expect, test } from 'vitest';
import { component, makingOf, NO_SLICE } from '../../../test/sources/declarative/standIns.ts';
import type { Asking, Making, Requester, Retriever, Slice } from '../declarative/parts.ts';
import type { Json, JsonObject } from '../json.ts';
import { encodingDecoder } from './encodingDecoder.ts';
import { localDay } from './localDay.ts';
import { localDayRequester } from './localDayRequester.ts';
import { newestFirstRetriever } from './newestFirstRetriever.ts';
import { numbersFromText } from './numbersFromText.ts';
import { numberWithin } from './numberWithin.ts';

const signal = new AbortController().signal;

describe('leadline.LocalDayRequester', () => {
  async function days(zone: string, first: string, last: string) {
    const asked: Asking[] = [];
    const inner: Requester = {
      async ask(asking) {
        asked.push(asking);
        return null;
      },
    };
    const { making } = makingOf({ inner });
    const written = { time_zone: zone, requester: { type: 'HttpRequester', name: 'inner' } };
    const requester = localDayRequester(
      component({ type: 'leadline.LocalDayRequester', ...written }),
      making,
      {},
    );
    const slice: Slice = { ...NO_SLICE, cursor: { start_time: first, end_time: last } };
    await requester.ask({ slice, token: null, signal, additions: [], more: { kept: 1 } });
    expect(asked[0]?.more?.['kept']).toBe(1);
    return asked[0]?.more?.['local_days'];
  }

  test.each([
    ['UTC', '2026-06-01', '2026-06-01', '2026-06-01T00:00:00+00:00', '2026-06-02T00:00:00+00:00'],
    // The day has 23 hours.
    [
      'America/Los_Angeles',
      '2026-03-08',
      '2026-03-08',
      '2026-03-08T00:00:00-08:00',
      '2026-03-09T00:00:00-07:00',
    ],
    ['Asia/Kolkata', '2026-12-31', '2027-01-30', '2026-12-31T00:00:00+05:30', '2027-01-31T00:00:00+05:30'],
    // There is no midnight: clocks go from 23:59 to 1:00.
    [
      'America/Santiago',
      '2026-09-06',
      '2026-09-06',
      '2026-09-06T00:00:00-04:00',
      '2026-09-07T00:00:00-03:00',
    ],
  ])('%s, %s to %s', async (zone, first, last, start, end) => {
    expect(await days(zone, first, last)).toEqual({ start, end });
  });

  test('refuses a zone that isn’t one, and windows that are no days', async () => {
    await expect(days('Mars/Olympus', '2026-06-01', '2026-06-01')).rejects.toThrow(/not a time zone/);
    await expect(days('UTC', '1717200000', '1717286400')).rejects.toThrow(/must be days/);
  });
});

test('leadline.NewestFirstRetriever hands on the first of each key in a slice, and forgets it in the next', async () => {
  const feed: Retriever = {
    async *pages(slice) {
      const day = slice.partition['day'] ?? null;
      yield {
        records: [
          { id: 1, v: 'new', day },
          { id: 2, v: 'new', day },
        ],
        resume: 1,
      };
      yield {
        records: [
          { id: 1, v: 'old', day },
          { v: 'nobody’s', day },
        ],
        resume: 2,
      };
    },
  };
  const making = { stream: 'feed', make: () => feed } as unknown as Making;
  const written = { key: ['id'], retriever: { type: 'SimpleRetriever' } };
  const retriever = newestFirstRetriever(
    component({ type: 'leadline.NewestFirstRetriever', ...written }),
    making,
    {},
  );
  const found: JsonObject[] = [];
  for (const day of ['mon', 'tue'])
    for await (const { records, resume } of retriever.pages(
      { ...NO_SLICE, partition: { day } },
      { signal, resume: 7, cursor: null },
    )) {
      found.push(...records);
      expect(resume).toBeUndefined();
    }
  expect(found.map(({ id, v, day }) => `${String(day)} ${String(id)} ${String(v)}`)).toEqual([
    'mon 1 new',
    'mon 2 new',
    'mon undefined nobody’s',
    'tue 1 new',
    'tue 2 new',
    'tue undefined nobody’s',
  ]);
});

test('leadline.NumberWithin counts what is alike in a slice', () => {
  const { making } = makingOf();
  const counted = numberWithin(
    component({ type: 'leadline.NumberWithin', fields: ['order', 'sku'], into: 'line' }),
    making,
  );
  const apply = (order: string, sku: string | null, slice: Slice): Json => {
    const record: Record<string, Json> = { order, sku };
    counted.apply(record, slice);
    return record['line'] ?? null;
  };
  const one = { ...NO_SLICE };
  expect([apply('a', 'x', one), apply('a', 'x', one), apply('a', null, one), apply('ax', '', one)]).toEqual([
    1, 2, 1, 1,
  ]);
  expect(apply('a', 'x', { ...NO_SLICE })).toBe(1);
});

test.each([
  ['America/Los_Angeles', '2026-03-08T07:59:59+00:00', '2026-03-07'],
  ['America/Los_Angeles', '2026-03-09T06:59:59Z', '2026-03-08'],
  ['Asia/Kolkata', '2026-12-31T18:30:00Z', '2027-01-01'],
  ['UTC', 'last Tuesday', null],
])('leadline.LocalDay: in %s, %s falls on %s', async (zone, moment, day) => {
  const { making } = makingOf();
  const written = { type: 'leadline.LocalDay', field: 'bought', into: 'day', time_zone: zone };
  const record: Record<string, Json> = { bought: moment };
  await localDay(component(written), making).apply(record, NO_SLICE);
  expect(record['day']).toBe(day);
});

test('leadline.NumbersFromText reads numbers of the fields it names, and what stands for none as nothing', () => {
  const { making } = makingOf();
  const numbers = numbersFromText(
    component({ type: 'leadline.NumbersFromText', pattern: 'n\\d', missing: [-666_666_666] }),
    making,
  );
  const record: Record<string, Json> = {
    n1: '12',
    n2: '-0.5',
    n3: '-666666666',
    n4: '**',
    n5: null,
    n6: '12345678901234567890',
    n7: '',
    state: '06',
    n10: '10',
  };
  numbers.apply(record, NO_SLICE);
  expect(record).toEqual({
    n1: 12,
    n2: -0.5,
    n3: null,
    n4: '**',
    n5: null,
    n6: '12345678901234567890',
    n7: '',
    state: '06',
    n10: '10',
  });
});

describe('leadline.EncodingDecoder', () => {
  async function read(otherwise: string, ...pieces: Uint8Array[]) {
    const { making } = makingOf();
    const decoder = encodingDecoder(
      component({ type: 'leadline.EncodingDecoder', otherwise, decoder: { type: 'CsvDecoder' } }),
      making,
    );
    const given = async function* () {
      yield* pieces;
    };
    const values: Json[] = [];
    for await (const value of decoder.decode(given())) values.push(value);
    return values;
  }
  const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);

  test('takes UTF-8 for what it is, also cut within a letter', async () => {
    const all = bytes('n\nKörbchen\nStrümpfe', 'utf8');
    expect(await read('windows-1252', all.subarray(0, 4), all.subarray(4))).toEqual([
      { n: 'Körbchen' },
      { n: 'Strümpfe' },
    ]);
  });

  test('and everything else for the other encoding', async () => {
    expect(
      await read('windows-1252', bytes('n\nbasket\n', 'latin1'), bytes('Körbchen\nStrümpfe', 'latin1')),
    ).toEqual([{ n: 'basket' }, { n: 'Körbchen' }, { n: 'Strümpfe' }]);
    // かご
    expect(await read('shift_jis', Buffer.from([0x6e, 0x0a, 0x82, 0xa9, 0x82, 0xb2]))).toEqual([
      { n: 'かご' },
    ]);
    await expect(read('klingon', bytes('n\n', 'utf8'))).rejects.toThrow(/“klingon” is not known/);
  });
});
