import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Seen } from '../parts.ts';
import { createExpressions } from './createExpressions.ts';

const CONFIG: JsonObject = {
  key: 'k-123',
  limit: 5,
  ids: ['a', 'b'],
  nested: { n: 2 },
  password: 'CANARY-pass',
};
const OF: Component = {
  type: 'HttpRequester',
  path: 'streams[0].retriever.requester',
  at: { line: 1, column: 1 },
  members: {},
  parameters: { who: 'someone', name: 'orders' },
};
const SEEN: Seen = {
  record: { a: 2, s: 'hello', none: null, list: [1, 2], o: { p: 1 } },
  slice: { partition: { shop: '7' }, cursor: { start_time: '2024-06-01' }, extra: { 'ref.zone': 'eu' } },
  token: { next_page_token: 'abc' },
  response: { next: 3 },
  headers: [
    ['X-Next', '9'],
    ['Link', '<https://x.test/2>; rel="next", <https://x.test/9>; rel="last"'],
  ],
  more: { last_page_size: 2, last_record: { id: 4 } },
};
const expressions = createExpressions({
  config: CONFIG,
  now: () => Date.parse('2024-06-15T12:00:00.250Z'),
  stream: 'orders',
  random: () => 0.5,
});
const value = (template: string, seen: Seen = SEEN) => expressions.value(template, OF)(seen);
const condition = (template: string) => expressions.condition(template, OF)(SEEN);
const object = (members: JsonObject, isRetyped: boolean) => expressions.object(members, OF, isRetyped)(SEEN);

async function troubleOf(work: () => unknown): Promise<Trouble> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Trouble) return thrown;
    throw thrown;
  }
  throw new Error('it did not fail');
}

describe('names', () => {
  it.each([
    ["{{ stream_slice['start_time'] }}", '2024-06-01'],
    ['{{ stream_interval.start_time }}', '2024-06-01'],
    ['{{ stream_partition.shop }}', 7],
    ["{{ stream_slice.extra_fields['ref.zone'] }}", 'eu'],
    ["{{ stream_slice.partition.get('shop') }}", 7],
    ['{{ stream_slice.items() | list | length }}', 2],
    ["{{ next_page_token['next_page_token'] }}", 'abc'],
    ['{{ parameters.who }}', 'someone'],
    ["{{ config['nested']['n'] }}", 2],
    ['{{ response.next }}', 3],
    ["{{ headers['x-NEXT'] }}", 9],
    ["{{ headers['link']['next']['url'] }}", 'https://x.test/2'],
    ["{{ headers['Link'] }}", '<https://x.test/2>; rel="next", <https://x.test/9>; rel="last"'],
    ['{{ last_page_size }}', 2],
    ["{{ last_record['id'] }}", 4],
    ['{{ record.list | sum }}', 3],
    ['{{ record is mapping and stream_slice is mapping }}', true],
  ])('%s', async (template, expected) => {
    expect(await value(template)).toEqual(expected);
  });

  it('has no page token before the first page', async () => {
    expect(await value("{{ next_page_token['next_page_token'] }}", {})).toBe('');
    expect(await value('{{ next_page_token }}', {})).toBeNull();
  });

  it.each([
    '{{ foo }}',
    '{{ foo() }}',
    '{{ range(3) }}',
    '{{ process.env }}',
    '{{ foo is defined }}',
    '{{ record }}',
  ])('knows no more than the dialect: %s', async (template) => {
    const trouble = await troubleOf(() => value(template, {}));
    expect(trouble.kind).toBe('system');
    expect(trouble.message).toContain('there is no “');
  });

  it('leaves what it was given as it was', async () => {
    const record = { list: [1], o: { p: 1 } };
    expect(
      await value("{{ record.update({'x': 1}) }}{{ record.list.append(2) }}{{ record.x }}", { record }),
    ).toBe('NoneNone1');
    expect(record).toEqual({ list: [1], o: { p: 1 } });
  });
});

describe('values', () => {
  it('are read again as literals', async () => {
    expect(await value("{{ record['a'] }}{{ record['a'] }}")).toBe(22);
    expect(await value("['{{ record['s'] }}', {{ record['none'] }}]")).toEqual(['hello', null]);
  });

  it('of no text stay what they are, without their components', () => {
    expect(expressions.value(7, OF)(SEEN)).toBe(7);
    expect(expressions.value({ ...OF, members: { a: [1] } }, OF)(SEEN)).toEqual({
      type: 'HttpRequester',
      a: [1],
    });
    expect(expressions.value('plain', OF).constant).toBe(true);
    expect(expressions.value('{{ record.a }}', OF).constant).toBe(false);
  });

  it.each([
    ['{{ record.a }}', 'string', '2'],
    ['{{ record.a }}', 'integer', 2],
    ['{{ record.a }}', 'number', '2'],
    ['{{ record.a / 4 }}', 'number', 0.5],
    ['{{ record.a == 2 }}', 'boolean', true],
    ['{{ record.s }}', 'integer', 'hello'],
    ['{{ record.o | string }}', 'string', '{"p": 1}'],
  ] as const)('%s of type %s', async (template, only, expected) => {
    expect(await expressions.value(template, OF, only)(SEEN)).toBe(expected);
  });

  it('are nothing where something is not there, and fail a step further', async () => {
    expect(await value("{{ record['nope'] }}")).toBe('');
    const trouble = await troubleOf(() => value("{{ record['nope']['deeper'] }}"));
    expect(trouble.message).toContain('Stream orders: streams[0].retriever.requester');
    expect(trouble.message).toContain("{{ record['nope']['deeper'] }}");
    expect(trouble.message).toContain('line 1, column');
  });

  it('come back as written where Python has a TypeError', async () => {
    expect(await value("{% include 'x' %}")).toBe("{% include 'x' %}");
    expect(await value('{{ record.a + record.s }}')).toBe('{{ record.a + record.s }}');
  });
});

describe('texts', () => {
  it.each([
    ['/v1/{{ config.key }}/x', '/v1/k-123/x'],
    ['{{ record.a }}', '2'],
    ['00{{ record.a }}', '002'],
    ['{{ record.none }}', 'None'],
    ['{{ config.limit | string }}', '5'],
    ['1_000', '1_000'],
  ])('%s', async (template, expected) => {
    expect(await expressions.text(template, OF)?.(SEEN)).toBe(expected);
  });

  it('are null where there is no member', () => {
    expect(expressions.text(undefined, OF)).toBeNull();
    expect(expressions.text(null, OF)).toBeNull();
    expect(expressions.text(5, OF)?.({})).toBe('5');
  });
});

describe('conditions', () => {
  it.each([
    ...[
      '{{ False }}',
      'False',
      'false',
      '{{ 0 }}',
      '0.0',
      '00',
      '-0',
      '[]',
      '{}',
      '()',
      '',
      '{{ record.nope }}',
    ],
    ...[
      '{{ record.nope.deeper }}',
      '{{ [] }}',
      "{{ '' }}",
      '  False ',
      '{{ record.a > 5 }}',
      "{{ 'x' if record.none }}",
    ],
  ])('false: %s', async (template) => {
    expect(await condition(template)).toBe(false);
  });

  it.each([
    '{{ record.none }}',
    'no',
    'None',
    '{{ 1 }}',
    "{{ 'no' }}",
    '{{ [0] }}',
    '{{ record.a > 1 }}',
    '0.5',
    '" "',
  ])('true: %s', async (template) => {
    expect(await condition(template)).toBe(true);
  });

  it('holds where there is none', () => {
    expect(expressions.condition(undefined, OF)({})).toBe(true);
    expect(expressions.condition(false, OF)({})).toBe(false);
  });
});

describe('objects', () => {
  it('retype in bodies, and leave out what comes to nothing', async () => {
    const body = {
      limit: '{{ config.limit }}',
      deep: { '{{ record.s }}': ['{{ record.a }}', 'x', null], gone: "{{ config.get('nope') }}" },
      literal: 7,
      empty: '{{ record.nope }}',
      further: '{{ record.nope.deeper }}',
      none: null,
    };
    expect(await object(body, true)).toEqual({ limit: 5, deep: { hello: [2, 'x', null] }, literal: 7 });
  });

  it('stay text in queries, but for lists', async () => {
    const query = {
      limit: '{{ config.limit }}',
      many: "{{ ['x', config['key']] }}",
      on: '{{ record.a == 2 }}',
      none: '{{ record.none }}',
      quoted: "'{{ config.limit }}'",
      pair: '{{ record.a }}, 5',
      gone: '{{ record.nope }}',
    };
    expect(await object(query, false)).toEqual({
      limit: '5',
      many: ['x', 'k-123'],
      on: 'True',
      none: 'None',
      quoted: '5',
      pair: '2, 5',
    });
  });

  it('may be one text', async () => {
    expect(await expressions.object('{"k": {{ record.a }}, "on": true}', OF, true)(SEEN)).toEqual({
      k: 2,
      on: true,
    });
    const trouble = await troubleOf(() => expressions.object('{{ record.s }}', OF, true)(SEEN));
    expect(trouble.message).toContain('an object was expected');
  });

  it('without templates are worked out once', () => {
    const made = expressions.object({ a: '12', b: { c: [] } }, OF, true);
    expect(made.constant).toBe(true);
    expect(made({})).toEqual({ a: 12, b: { c: [] } });
    expect(made({})).toBe(made({}));
    expect(expressions.object(undefined, OF, false)({})).toEqual({});
  });
});

describe('functions of time', () => {
  it.each([
    ['{{ now_utc() }}', '2024-06-15 12:00:00.250000+00:00'],
    ["{{ now_utc().strftime('%Y%m%d') }}", 20240615],
    ['{{ today_utc() }}', '2024-06-15'],
    ["{{ today_with_timezone('Pacific/Kiritimati') }}", '2024-06-16'],
    ["{{ today_utc() - duration('P1M') }}", '2024-05-15'],
    ["{{ (str_to_datetime('2024-03-31') - duration('P1M')).isoformat() }}", '2024-02-29T00:00:00+00:00'],
    [
      "{{ (str_to_datetime('2024-01-31') + duration('P1Y1M2DT3H')).isoformat() }}",
      '2025-03-02T03:00:00+00:00',
    ],
    ["{{ duration('PT36H') }}", '1 day, 12:00:00'],
    ["{{ duration('P2W').days }}", 14],
    ["{{ duration('PT1.5S').total_seconds() }}", 1.5],
    ["{{ str_to_datetime('20240131T101500+0200').hour }}", 8],
    ["{{ str_to_datetime('2024-W05-3').strftime('%d') }}", '31'],
    ["{{ str_to_datetime('2024-060').day }}", 29],
    ["{{ timestamp('2024-06-15T12:00:00.5Z') }}", 1718452800.5],
    ["{{ format_datetime(now_utc(), '%Y-%m-%dT%H:%M:%S.%_msZ') }}", '2024-06-15T12:00:00.250Z'],
    ["{{ format_datetime('2024-06-15', '%B %-d, %Y') }}", 'June 15, 2024'],
    ["{{ format_datetime('15/06/24', '%s', '%d/%m/%y') }}", 1718409600],
    ["{{ day_delta(-1, '%A') }}", 'Friday'],
    ["{{ max('2024-01-01', '2024-02-01') }} {{ min([3, 1, 2]) }}", '2024-02-01 1'],
    ['{{ now_utc() > str_to_datetime("2024-01-01") }}', true],
  ])('%s', async (template, expected) => {
    const got = await value(template);
    expect(typeof expected === 'string' ? String(got) : got).toEqual(expected);
  });
});

describe('other functions and filters', () => {
  it.each([
    ["{{ 'a b/ü(c)' | replace('x', '') }}", 'a b/ü(c)'],
    ["{{ sanitize_url('a b/ü(c)~') }}", 'a+b%2F%C3%BC%28c%29~'],
    ["{{ camel_case_to_snake_case('HTTPServerID') }}", 'h_t_t_p_server_i_d'],
    ['{{ generate_uuid() }}', '88888888-8888-4888-8888-888888888888'],
    ["{{ 'x' | hash('sha1') }}", '11f6ad8ec52a2984abaafd7c3b516503785c2072'],
    ['{{ 5 | hash }}', 'e4da3b7fbbce2345d7772b0674a318d5'],
    ["{{ 'aGk=' | base64decode }}{{ 'hi' | base64encode }}{{ 'hi' | base64binascii_decode }}", 'hiaGk=aGk='],
    ["{{ 'page=12&x' | regex_search('page=(\\\\d+)') }}", 12],
    ["{{ 'page=12&x' | regex_search('page=') }}", ''],
    ["{{ 'aXbX' | regex_replace('([a-z])X', '<\\\\1>') }}", '<a><b>'],
    ['{{ record.list | string }}', '[1, 2]'],
    ["{{ {'ü': 1.0} | string }}", '{"ü": 1.0}'],
  ])('%s', async (template, expected) => {
    expect(await value(template)).toBe(expected);
  });

  it.each([
    ["{{ 'x' | hash('getattr') }}", 'No hashing function'],
    ["{{ 'x' | hmac('k', 'md5') }}", 'not allowed'],
    ["{{ 'not base 64' | base64decode }}", 'padding'],
    ["{{ duration('soon') }}", 'Unable to parse duration'],
    ["{{ format_datetime('then', '%Y') }}", 'no date and time'],
    ["{{ today_with_timezone('Nowhere') }}", 'no time zone'],
    ['{{ max([]) }}', 'empty'],
  ])('%s fails in words', async (template, words) => {
    expect((await troubleOf(() => value(template))).message).toContain(words);
  });
});

describe('faults of a template', () => {
  it.each(['{{ record.a', '{% if %}', '{{ record.a | no_such_filter }}', "{{ stream_state['x'] }}"])(
    '%s is said when it is compiled',
    async (template) => {
      const trouble = await troubleOf(() => expressions.value(template, OF));
      expect(trouble.failure).toMatchObject({ code: 'MANIFEST_INVALID', subject: 'orders' });
      expect(trouble.message).toContain('streams[0].retriever.requester');
    },
  );

  it.each([
    "{{ format_datetime(config.password, '%Y') }}",
    "{{ format_datetime(config.password ~ 'x', '%Y', '%d') }}",
    '{{ config[config.password].x }}',
    '{{ config.password | hash(config.password) }}',
    '{{ 1 | hash(config.password | upper) }}',
    "{{ config.password | regex_search(config.password ~ '(') }}",
    "{{ duration(config.password ~ '\\'' ~ config.password | upper) }}",
    "{{ '%d' % config.password }}{{ config.password.nope.nope }}",
    '{{ duration(config.password | upper) }}',
  ])('%s says nothing of the config', async (template) => {
    const shown = await Promise.resolve()
      .then(() => value(template))
      .then(String, (thrown: Trouble) => thrown.message);
    expect(shown).not.toMatch(/CANARY-pass/i);
  });
});
