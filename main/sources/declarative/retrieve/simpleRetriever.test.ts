import { describe, expect, it } from 'vitest';
import {
  answerOf,
  chance,
  component,
  makingOf,
  NO_SLICE,
} from '../../../../test/sources/declarative/standIns.ts';
import type { Json, JsonObject } from '../../json.ts';
import { PaginationReset } from '../paginationReset.ts';
import type { Answer, Asking, Cursor, Extras } from '../parts.ts';

type Serve = (asking: Asking, parameters: Readonly<Record<string, string>>, count: number) => Answer | null;

function retrieverOf(paginator: object | null, serve: Serve, written: object = {}, more: Extras = {}) {
  const asked: Asking[] = [];
  const requester = {
    async ask(asking: Asking) {
      asked.push(asking);
      const parameters = asking.additions.flatMap((one) => one.parameters ?? []);
      return serve(asking, Object.fromEntries(parameters), asked.length);
    },
  };
  const { making, world } = makingOf({ it: requester });
  const retriever = making.make(
    'retriever',
    component({
      type: 'SimpleRetriever',
      requester: { type: 'HttpRequester', name: 'it' },
      record_selector: {
        type: 'RecordSelector',
        extractor: { type: 'DpathExtractor', field_path: ['data'] },
      },
      ...(paginator === null ? {} : { paginator }),
      ...written,
    }),
    more,
  );
  const read = async (resume?: Json, cursor: Cursor | null = null, most = Infinity) => {
    const records: JsonObject[] = [];
    const places: (Json | undefined)[] = [];
    const signal = new AbortController().signal;
    for await (const page of retriever.pages(NO_SLICE, { signal, resume, cursor })) {
      records.push(...page.records);
      places.push(page.resume);
      if (places.length >= most) break;
    }
    return { records, places };
  };
  const queries = () =>
    asked.map(({ additions }) => Object.fromEntries(additions.flatMap((one) => one.parameters ?? [])));
  return { read, asked, queries, retriever, world };
}

const option = (field_name: string) => ({
  type: 'RequestOption',
  inject_into: 'request_parameter',
  field_name,
});
const paging = (pagination_strategy: object, more: object = {}) => ({
  type: 'DefaultPaginator',
  page_token_option: option('at'),
  pagination_strategy,
  ...more,
});
const things = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: from + index }));

describe('pages', () => {
  it('are counted from the first, which has no number unless it is wanted', async () => {
    const serve: Serve = (_, { at = '1', per = '0' }) => {
      const start = (Number(at) - 1) * Number(per);
      return answerOf({ data: things(start, Math.min(5, start + Number(per))) });
    };
    const strategy = { type: 'PageIncrement', page_size: 2, start_from_page: 1 };
    const one = retrieverOf(paging(strategy, { page_size_option: option('per') }), serve);
    expect((await one.read()).records).toEqual(things(0, 5));
    expect(one.queries()).toEqual([{ per: '2' }, { at: '2', per: '2' }, { at: '3', per: '2' }]);
    const two = retrieverOf(
      paging({ ...strategy, inject_on_first_request: true }, { page_size_option: option('per') }),
      serve,
    );
    await two.read();
    expect(two.queries()[0]).toEqual({ at: '1', per: '2' });
  });

  it('end by a small one as it came, not as the filter left it', async () => {
    const record_selector = {
      type: 'RecordSelector',
      extractor: { type: 'DpathExtractor', field_path: ['data'] },
      record_filter: { type: 'RecordFilter', condition: '{{ record.id % 2 === 0 }}' },
    };
    const serve: Serve = (_, { at = '0' }) =>
      answerOf({ data: things(Number(at), Math.min(7, Number(at) + 3)) });
    const offsets = retrieverOf(paging({ type: 'OffsetIncrement', page_size: '{{ 3 }}' }), serve, {
      record_selector,
    });
    expect((await offsets.read()).records.map(({ id }) => id)).toEqual([0, 2, 4, 6]);
    expect(offsets.queries()).toEqual([{}, { at: '3' }, { at: '6' }]);
    const stop = {
      type: 'CursorPagination',
      cursor_value: '{{ more.last_record.id + 1 }}',
      stop_condition: '{{ more.last_page_size < 2 }}',
    };
    const cursors = retrieverOf(paging(stop), serve, { record_selector });
    expect((await cursors.read()).records.map(({ id }) => id)).toEqual([0, 2, 4]);
    expect(cursors.queries()).toEqual([{}, { at: '3' }]);
  });

  it('follow whole addresses, tokens in headers and in bodies', async () => {
    const next = { type: 'CursorPagination', cursor_value: '{{ response.next }}' };
    const serve: Serve = (_asking, _parameters, count) =>
      answerOf({ data: [{ id: count }], next: count === 3 ? null : `https://x.example/${count}` });
    const addresses = retrieverOf({ ...paging(next), page_token_option: { type: 'RequestPath' } }, serve);
    expect((await addresses.read()).records).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(addresses.asked.map(({ url }) => url)).toEqual([
      undefined,
      'https://x.example/1',
      'https://x.example/2',
    ]);
    const body = { type: 'RequestOption', inject_into: 'body_json', field_path: ['page', 'after'] };
    const bodies = retrieverOf({ ...paging(next), page_token_option: body }, serve);
    await bodies.read();
    expect(bodies.asked[1]?.additions[0]?.bodyJson).toEqual({ page: { after: 'https://x.example/1' } });
    const headers = retrieverOf(
      paging({ type: 'CursorPagination', cursor_value: "{{ headers['X-Next'] }}" }),
      (_asking, _parameters, count) =>
        answerOf({ data: [{ id: count }] }, count === 1 ? [['X-Next', '007']] : []),
    );
    await headers.read();
    expect(headers.queries()).toEqual([{}, { at: '007' }]);
  });

  it('are pulled: nothing is asked for ahead', async () => {
    const endlessly: Serve = (_asking, _parameters, count) => answerOf({ data: [{ id: count }] });
    const { read, asked } = retrieverOf(paging({ type: 'PageIncrement' }), endlessly);
    await read(undefined, null, 3);
    expect(asked).toHaveLength(3);
  });

  it('of a stream without paging are one, handed on in pieces', async () => {
    const { read, asked } = retrieverOf(null, () => answerOf({ data: things(0, 2500) }));
    const { records, places } = await read();
    expect(records).toEqual(things(0, 2500));
    expect(places).toEqual([undefined, undefined, undefined]);
    expect(asked).toHaveLength(1);
  });

  it('end with an ignored answer', async () => {
    const { read, asked } = retrieverOf(paging({ type: 'PageIncrement' }), (_asking, _parameters, count) =>
      count === 1 ? answerOf({ data: [{ id: 1 }] }) : null,
    );
    expect((await read()).records).toEqual([{ id: 1 }]);
    expect(asked).toHaveLength(2);
  });

  it('begin again once where the vendor wants it', async () => {
    const serve: Serve = (_asking, { at }, count) => {
      if (count === 2) throw new PaginationReset('cursor expired');
      return answerOf({ data: things(Number(at ?? 0), Math.min(3, Number(at ?? 0) + 2)) });
    };
    const { read, queries } = retrieverOf(paging({ type: 'OffsetIncrement', page_size: 2 }), serve);
    expect((await read()).records.map(({ id }) => id)).toEqual([0, 1, 0, 1, 2]);
    expect(queries()).toEqual([{}, { at: '2' }, {}, { at: '2' }]);
    const always = retrieverOf(paging({ type: 'OffsetIncrement' }), () => {
      throw new PaginationReset('');
    });
    await expect(always.read()).rejects.toMatchObject({ kind: 'system' });
    expect(always.asked).toHaveLength(2);
  });

  it('leave the slice’s parameters to the first request where they are told to', async () => {
    const router = { additions: () => ({ parameters: [['shop', '7']] as const }) } as unknown as NonNullable<
      Extras['partitionRouter']
    >;
    const serve: Serve = (_asking, { at }) => answerOf({ data: at === undefined ? things(0, 2) : [] });
    const strategy = paging({ type: 'OffsetIncrement', page_size: 2 });
    const all = retrieverOf(strategy, serve, {}, { partitionRouter: router });
    await all.read();
    expect(all.queries()).toEqual([{ shop: '7' }, { at: '2', shop: '7' }]);
    const first = retrieverOf(
      strategy,
      serve,
      { ignore_stream_slicer_parameters_on_paginated_requests: true },
      { partitionRouter: router },
    );
    await first.read();
    expect(first.queries()).toEqual([{ shop: '7' }, { at: '2' }]);
  });

  it('refuse what can’t be meant', () => {
    expect(() =>
      retrieverOf(paging({ type: 'CustomPaginationStrategy', class_name: 'a.B' }), () => null),
    ).toThrow(/CustomPaginationStrategy/);
    expect(() =>
      retrieverOf(paging({ type: 'PageIncrement' }, { page_size_option: option('n') }), () => null),
    ).toThrow(/page_size/);
    expect(() =>
      retrieverOf(null, () => null, {
        pagination_reset: { type: 'PaginationReset', action: 'SPLIT_USING_CURSOR' },
      }),
    ).toThrow(/SPLIT_USING_CURSOR/);
  });
});

describe('an answer', () => {
  it('whose records come one by one is read as a whole first, where the next page is told in it', async () => {
    const order: string[] = [];
    const watched = (answer: Answer): Answer => ({
      ...answer,
      json: () => {
        order.push('whole');
        return answer.json();
      },
      decoded: () => {
        order.push('records');
        return answer.decoded();
      },
    });
    const serve: Serve = () => watched(answerOf({ data: [{ id: 1 }] }));
    await retrieverOf(
      paging({ type: 'CursorPagination', cursor_value: '{{ response.next }}' }),
      serve,
    ).read();
    expect(order.slice(0, 2)).toEqual(['whole', 'records']);
    order.length = 0;
    const stop = {
      type: 'CursorPagination',
      cursor_value: '{{ more.last_record.id }}',
      stop_condition: '{{ true }}',
    };
    await retrieverOf(paging(stop), serve).read();
    await retrieverOf(paging({ type: 'OffsetIncrement', page_size: '{{ 2 }}' }), serve).read();
    expect(order).toEqual(['records', 'records']);
  });

  it('nested too deeply is an error of its stream', async () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json;
    const { read } = retrieverOf(paging({ type: 'PageIncrement' }), () => answerOf({ data: [{ deep }] }));
    await expect(read()).rejects.toMatchObject({ kind: 'system', message: /nested too deeply/ });
  });

  it('with a key in the address of the next page leaves no place to go on from', async () => {
    const { read } = retrieverOf(
      paging({ type: 'CursorPagination', cursor_value: '{{ response.next }}' }),
      (_asking, _parameters, count) =>
        answerOf({
          data: [{ id: count }],
          ...(count < 3 ? { next: `https://x.example/?access_token=secret&page=${count}` } : {}),
        }),
    );
    expect(await read()).toEqual({
      records: [{ id: 1 }, { id: 2 }, { id: 3 }],
      places: [undefined, undefined, undefined],
    });
  });

  it('of fields asked for in several requests is not read here', () => {
    const requester = {
      type: 'HttpRequester',
      name: 'it',
      request_parameters: { fields: { type: 'QueryProperties', property_list: ['a'] } },
    };
    expect(() => retrieverOf(null, () => null, { requester })).toThrow(/QueryProperties/);
  });
});

describe('a feed', () => {
  it('ends with the first page whose last record is old, and drops the old ones', async () => {
    const observed: Json[] = [];
    const cursor = {
      filtering: 'feed',
      additions: () => ({}),
      wants: ({ id }: JsonObject) => Number(id) >= 3,
      isPast: ({ id }: JsonObject) => Number(id) < 3,
      observe: ({ id }: JsonObject) => observed.push(id ?? null),
    } as unknown as Cursor;
    const serve: Serve = (_asking, { at }) => {
      const newest = 9 - 2 * Number(at ?? 0);
      return answerOf({ data: [{ id: newest }, { id: newest - 1 }] });
    };
    const { read, asked } = retrieverOf(paging({ type: 'PageIncrement', page_size: 2 }), serve);
    expect((await read(undefined, cursor)).records.map(({ id }) => id)).toEqual([9, 8, 7, 6, 5, 4, 3]);
    expect(observed).toEqual([9, 8, 7, 6, 5, 4, 3]);
    expect(asked).toHaveLength(4);
  });
});

describe('paging in a circle', () => {
  const next = { type: 'CursorPagination', cursor_value: '{{ response.next }}' };

  it('is found out by the same answer to the same request', async () => {
    const { read, asked } = retrieverOf(paging(next), (_asking, _parameters, count) =>
      answerOf({ data: [{ id: count === 1 ? 1 : 2 }], next: 'again', at: count }),
    );
    await expect(read()).rejects.toMatchObject({ kind: 'loop', message: /things.*again/ });
    expect(asked).toHaveLength(3);
  });

  it('is found out when the vendor doesn’t look at what is asked', async () => {
    const { read, asked } = retrieverOf(paging({ type: 'OffsetIncrement', page_size: 2 }), () =>
      answerOf({ data: things(1, 3) }),
    );
    await expect(read()).rejects.toMatchObject({ kind: 'loop' });
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it('is found out in a circle of several pages, and of empty ones', async () => {
    const round = retrieverOf(paging({ type: 'PageIncrement' }), (_asking, { at }) =>
      answerOf({ data: things(Number(at ?? 0) % 7, (Number(at ?? 0) % 7) + 1) }),
    );
    await expect(round.read()).rejects.toMatchObject({ kind: 'loop' });
    expect(round.asked.length).toBeLessThanOrEqual(12);
    const empty = retrieverOf(paging(next), () => answerOf({ data: [], next: 'again' }));
    await expect(empty.read()).rejects.toMatchObject({ kind: 'loop' });
  });

  it('is not the same token with other records, a page that came twice, or empty pages between', async () => {
    const same = retrieverOf(paging(next), (_asking, _parameters, count) =>
      answerOf({ data: [{ id: count }], ...(count < 40 ? { next: 'QVFI' } : {}) }),
    );
    expect((await same.read()).records).toHaveLength(40);
    const twice = retrieverOf(paging({ type: 'OffsetIncrement', page_size: 2 }), (_asking, { at = '0' }) => {
      const start = Math.floor(Number(at) / 4) * 4;
      return answerOf({ data: Number(at) < 24 ? things(start, start + 2) : [] });
    });
    expect((await twice.read()).records).toHaveLength(24);
    const empty = retrieverOf(paging(next), (_asking, _parameters, count) =>
      answerOf({ data: count === 30 ? [{ id: 1 }] : [], ...(count < 30 ? { next: `t${count}` } : {}) }),
    );
    expect((await empty.read()).records).toEqual([{ id: 1 }]);
  });
});

describe('against a model of a vendor', () => {
  const STRATEGIES = ['page', 'offset', 'cursor', 'last'] as const;

  it('no record is lost or doubled, wherever reading broke off and was gone on with', async () => {
    const pick = chance(11);
    for (let round = 0; round < 150; round += 1) {
      const total = pick(40);
      const size = 1 + pick(7);
      const start = pick(3);
      const kind = STRATEGIES[pick(STRATEGIES.length)] ?? 'page';
      const modulus = 1 + pick(4);
      const first = pick(2) === 0;
      const serve: Serve = (_asking, { at }) => {
        const given = at === undefined ? null : Number(at);
        const from =
          kind === 'page'
            ? ((given ?? start) - start) * size
            : kind === 'offset'
              ? (given ?? 0)
              : (given ?? 0);
        const data = things(from, Math.min(total, from + size));
        return answerOf({ data, ...(from + size < total ? { next: from + size } : {}) });
      };
      const strategy = {
        page: {
          type: 'PageIncrement',
          page_size: size,
          start_from_page: start,
          inject_on_first_request: first,
        },
        offset: { type: 'OffsetIncrement', page_size: size, inject_on_first_request: first },
        cursor: { type: 'CursorPagination', cursor_value: '{{ response.next }}' },
        last: {
          type: 'CursorPagination',
          cursor_value: '{{ response.data.at(-1).id + 1 }}',
          stop_condition: `{{ response.data.length < ${size} }}`,
        },
      }[kind];
      const record_selector = {
        type: 'RecordSelector',
        extractor: { type: 'DpathExtractor', field_path: ['data'] },
        record_filter: { type: 'RecordFilter', condition: `{{ record.id % ${modulus} === 0 }}` },
      };
      const { read } = retrieverOf(paging(strategy), serve, { record_selector });
      const wanted = things(0, total).filter(({ id }) => id % modulus === 0);
      expect((await read()).records).toEqual(wanted);
      const begun = await read(undefined, null, 1 + pick(4));
      const place = begun.places.at(-1);
      const rest = place === undefined ? [] : (await read(JSON.parse(JSON.stringify(place)))).records;
      expect([...begun.records, ...rest]).toEqual(wanted);
    }
  });
});
