import { describe, expect, it } from 'vitest';
import { formatBigJson, parseBigJson } from './bigJson.ts';
import { compareFacts } from './compareFacts.ts';
import { compareStream } from './compareRead.ts';
import { compareRequests } from './compareRequests.ts';
import { difference } from './difference.ts';
import { matches } from './matchRule.ts';
import { type OurRequest, startScriptedServer } from './scriptedServer.ts';
import { createVirtualClock } from './virtualClock.ts';

const NO_POLICY = { noRequestsTo: [], maxRequests: {} };

function request(path: string, more: Partial<OurRequest> = {}): OurRequest {
  return {
    rule: 'r',
    method: 'GET',
    path,
    query: [],
    headers: {},
    status: 200,
    waited_before_s: 0,
    issued: [],
    ...more,
  };
}

describe('values', () => {
  it('compares numbers by value, members in any order, and loses no digit', () => {
    expect(difference({ a: 18, b: [1] }, parseBigJson('{"b":[1.0],"a":18.0}'), '')).toBeNull();
    const big = parseBigJson('{"n":12345678901234567890}');
    expect(formatBigJson(big)).toBe('{"n":12345678901234567890}');
    expect(difference(big, { n: '12345678901234567890' }, '')).toBeNull();
    expect(difference(big, { n: 12345678901234567000 }, '')).not.toBeNull();
    expect(difference({ a: 1 }, { a: '1' }, '')).toBe('a: expected 1, got "1"');
    expect(difference({ a: null }, {}, '')).toBe('a: expected null, got nothing');
  });
});

describe('requests', () => {
  const made = [request('/a'), request('/b'), request('/a', { query: [['page', '2']] })];

  it('takes any order between paths and none within one', () => {
    const [a, b, c] = made as [OurRequest, OurRequest, OurRequest];
    expect(compareRequests([b, a, c], made, {}, NO_POLICY, undefined)).toEqual([]);
    expect(compareRequests([c, b, a], made, {}, NO_POLICY, undefined)).toHaveLength(2);
    expect(compareRequests([c, b, a], made, { requests: 'unordered' }, NO_POLICY, undefined)).toEqual([]);
  });

  it('misses a request, and sees one too many', () => {
    expect(compareRequests(made, made.slice(1), {}, NO_POLICY, undefined)).toContain(
      'GET /a: expected 2 requests, got 1',
    );
    expect(compareRequests(made.slice(1), made, {}, NO_POLICY, undefined)).toContain(
      'GET /a: expected 1 requests, got 2',
    );
    const bag = { requests: 'unordered' } as const;
    expect(compareRequests(made, made.slice(1), bag, NO_POLICY, undefined)).toHaveLength(1);
    expect(compareRequests(made.slice(1), made, bag, NO_POLICY, undefined)).toHaveLength(1);
  });

  it('sees a wait that is too short', () => {
    const waited = (seconds: number) => [request('/a'), request('/a', { waited_before_s: seconds })];
    expect(compareRequests(waited(6), waited(6.005), {}, NO_POLICY, 6)).toEqual([]);
    expect(compareRequests(waited(6), waited(5.9), {}, NO_POLICY, 6)).toEqual([
      'GET /a, request 2: expected 6 s of waiting before it, got 5.9',
      'expected 6 s of waiting in all, got 5.9',
    ]);
  });

  it('sees another body, a header too many and a request that nothing answers', () => {
    const posted = request('/a', { body: { json: { q: 1 } } });
    expect(
      compareRequests([posted], [request('/a', { body: { json: { q: '1' } } })], {}, NO_POLICY, undefined),
    ).toEqual(['GET /a, request 1: body.json.q: expected 1, got "1"']);
    expect(
      compareRequests(
        [request('/a')],
        [request('/a', { headers: { 'x-y': '1' } })],
        {},
        NO_POLICY,
        undefined,
      ),
    ).toEqual(['GET /a, request 1: header x-y: expected nothing, got 1']);
    expect(compareRequests([], [request('/a', { rule: null })], {}, NO_POLICY, undefined)).toEqual([
      'no rule answers GET /a',
    ]);
  });

  it('allows a valid token only where any is allowed', () => {
    const expected = [request('/a', { headers: { authorization: 'Bearer at-3' } })];
    const made = (token: string) => [
      request('/a', { headers: { authorization: `Bearer ${token}` }, issued: ['at-2'] }),
    ];
    expect(compareRequests(expected, made('at-2'), { tokens: 'any_valid' }, NO_POLICY, undefined)).toEqual(
      [],
    );
    expect(
      compareRequests(expected, made('at-1'), { tokens: 'any_valid' }, NO_POLICY, undefined),
    ).toHaveLength(1);
    expect(compareRequests(expected, made('at-2'), {}, NO_POLICY, undefined)).toHaveLength(1);
  });

  it('counts those of a rule that may be asked less often', () => {
    const rules = { at_most: ['r'] };
    const three = [request('/a'), request('/a'), request('/a')];
    expect(compareRequests(three, three.slice(2), rules, NO_POLICY, undefined)).toEqual([]);
    expect(compareRequests(three, [], rules, NO_POLICY, undefined)).toEqual([
      'r: expected at least one request, got none',
    ]);
    expect(compareRequests(three.slice(2), three, rules, NO_POLICY, undefined)).toEqual([
      'r: expected at most 1 requests, got 3',
    ]);
  });

  it('holds to a policy', () => {
    const bounded = { noRequestsTo: ['/odd'], maxRequests: { '/loop': 2 } };
    const loops = [request('/loop'), request('/loop'), request('/loop')];
    expect(compareRequests([], loops.slice(1), {}, bounded, undefined)).toEqual([]);
    expect(compareRequests([], loops, {}, bounded, undefined)).toEqual([
      '/loop was asked for 3 times, at most 2 are allowed',
    ]);
    expect(compareRequests([], [request('/odd/1')], {}, bounded, undefined)).toContain(
      'GET /odd/1 was not to be asked at all',
    );
  });
});

describe('streams', () => {
  const complete = {
    status: 'COMPLETE',
    records: [{ id: 1 }, { id: 2 }],
    state: { at: '1' },
    errors: [],
  } as const;

  it('sees a wrong record, their order where it counts, a wrong state', () => {
    expect(compareStream(complete, complete, {})).toEqual([]);
    expect(compareStream(complete, { ...complete, records: [{ id: 1 }, { id: 3 }] }, {})).toEqual([
      'records[1].id: expected 2, got 3',
    ]);
    const turned = { ...complete, records: [{ id: 2 }, { id: 1 }] };
    expect(compareStream(complete, turned, {})).toHaveLength(1);
    expect(compareStream(complete, turned, { records: 'unordered' })).toEqual([]);
    expect(compareStream(complete, { ...complete, state: null }, {})).toHaveLength(1);
  });

  it('compares kinds of errors as a set, and what they mention', () => {
    const failed = { status: 'INCOMPLETE', records: [], state: null } as const;
    const expected = { ...failed, errors: [{ kind: 'unsupported', must_mention: ['Quantum'] }] };
    const said = (kind: string, message: string) => ({
      ...failed,
      errors: [
        { kind, message },
        { kind, message },
      ],
    });
    expect(compareStream(expected, said('unsupported', 'no QuantumPagination'), {})).toEqual([]);
    expect(compareStream(expected, said('unsupported', 'no'), {})).toHaveLength(1);
    expect(compareStream(expected, said('system_error', 'no QuantumPagination'), {})).toHaveLength(2);
  });

  it('takes an alternative whole, and a beginning where that is enough', () => {
    const failed = {
      status: 'INCOMPLETE',
      records: [],
      state: null,
      errors: [{ kind: 'system_error', message: '' }],
    } as const;
    expect(
      compareStream({ ...complete, alternatives: [{ status: 'INCOMPLETE', records: [] }] }, failed, {}),
    ).toEqual([]);
    expect(
      compareStream(
        { ...complete, alternatives: [{ status: 'INCOMPLETE', records: [{ id: 1 }] }] },
        failed,
        {},
      ),
    ).not.toEqual([]);
    const longer = { ...complete, records: [...complete.records, { id: 2 }] };
    expect(compareStream({ ...complete, records_compare: 'prefix' }, longer, {})).toEqual([]);
    expect(compareStream(complete, longer, {})).toHaveLength(1);
  });

  it('compares what was discovered, and excuses what only the reference refuses', () => {
    const facts = {
      name: 'a',
      syncModes: ['full_refresh'] as const,
      primaryKey: [],
      cursorField: [],
      jsonSchema: {},
    };
    const expected = [{ name: 'a', supported_sync_modes: ['full_refresh'], json_schema: {} }];
    expect(compareFacts(expected, [facts], new Set())).toEqual([]);
    expect(compareFacts(expected, [facts, { ...facts, name: 'b' }], new Set())).toEqual([
      'discover: b is not expected',
    ]);
    expect(compareFacts(expected, [facts, { ...facts, name: 'b' }], new Set(['b']))).toEqual([]);
    expect(compareFacts(expected, [{ ...facts, primaryKey: [['id']] }], new Set())).toHaveLength(1);
    expect(compareFacts(expected, [{ ...facts, unsupported: [] }], new Set())).toHaveLength(1);
  });
});

describe('the scripted server', () => {
  it('matches as it is told', () => {
    const arrived = {
      method: 'POST',
      path: '/a',
      query: [
        ['x', '1'],
        ['x', '2'],
        ['y', ''],
      ] as const,
      headers: { 'x-key': 'k' },
      json: { q: [1] },
    };
    const rule = (request: object) => ({ id: 'r', request: { method: 'POST', path: '/a', ...request } });
    expect(matches(rule({ query: { x: ['1', '2'], y: '' } }), arrived)).toBe(true);
    expect(matches(rule({ query: {} }), arrived)).toBe(false);
    expect(matches(rule({ query_subset: { y: '' }, query_absent: ['z'] }), arrived)).toBe(true);
    expect(matches(rule({ query_absent: ['y'] }), arrived)).toBe(false);
    expect(matches(rule({ headers: { 'X-Key': 'k' }, headers_absent: ['X-Other'] }), arrived)).toBe(true);
    expect(matches(rule({ headers_absent: ['X-KEY'] }), arrived)).toBe(false);
    expect(matches(rule({ body_json: { q: [1.0] } }), arrived)).toBe(true);
    expect(matches(rule({ body_text: '' }), arrived)).toBe(false);
  });

  it('answers in turn, moves the clock, keeps the case of names, and records', async () => {
    const rules = [
      {
        id: 'once',
        request: { method: 'GET', path: '/a' },
        times: 1,
        response: { json: { token: 't', expires_in: 5 }, advance_clock_s: 7 },
      },
      {
        id: 'then',
        request: { method: 'GET', path: '/a' },
        responses: [
          { status: 503, text: 'no' },
          { headers: { 'X-CaSe': '@@BASE@@' }, gzip_text: 'zip' },
        ],
      },
    ];
    const server = await startScriptedServer(JSON.stringify({ format: 1, rules }));
    try {
      const clock = createVirtualClock(0);
      server.begin(clock);
      const ask = (path: string) => fetch(`${server.origin}${path}`);
      expect(await (await ask('/a?p=a+b')).json()).toEqual({ token: 't', expires_in: 5 });
      expect(clock.now()).toBe(7_000);
      await clock.wait(1_500, AbortSignal.timeout(1_000));
      expect((await ask('/a')).status).toBe(503);
      const third = await ask('/a');
      expect(third.headers.get('x-case')).toBe(server.origin);
      expect(Buffer.from(await third.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
      expect((await ask('/nowhere')).status).toBe(599);
      expect(
        server.requests.map(({ rule, query, waited_before_s, status }) => [
          rule,
          query,
          waited_before_s,
          status,
        ]),
      ).toEqual([
        ['once', [['p', 'a b']], 0, 200],
        ['then', [], 1.5, 503],
        ['then', [], 0, 200],
        [null, [], 0, 599],
      ]);
      expect(server.requests[1]?.issued).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
