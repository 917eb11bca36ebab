import { afterEach, expect, it } from 'vitest';
import { PaginationReset } from '../../../main/sources/declarative/paginationReset.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import { type Bench, bench, type Reply, recordsOf, troubleOf, type Vendor, vendor } from './vendor.ts';

const open: Vendor[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Asks a vendor that gives these answers in turn, the last again and again. */
async function against(replies: readonly Reply[], handler: JsonObject, config: JsonObject = {}) {
  const one = await vendor((_, count) => replies[Math.min(count, replies.length) - 1] ?? {});
  open.push(one);
  const made: Bench = bench(config);
  const ask = () => made.ask({ url_base: one.origin, path: '/', error_handler: handler });
  return { made, heard: one.heard, ask, records: async () => recordsOf(await ask()) };
}

function handler(
  filters: readonly JsonObject[],
  strategies: readonly JsonObject[] = [],
  more: JsonObject = {},
): JsonObject {
  return {
    type: 'DefaultErrorHandler',
    response_filters: filters.map((filter) => ({ type: 'HttpResponseFilter', ...filter })),
    backoff_strategies: strategies,
    ...more,
  };
}

it('passes over an ignored failure whatever its body holds, and reads an ignored success', async () => {
  const filter = {
    action: 'IGNORE',
    http_codes: [404],
    predicate: "{{ response['partial'] }}",
    error_message: "skipping {{ response.get('why') }}",
  };
  const gone = await against([{ status: 404, json: { why: 'gone', data: [1] } }], handler([filter]));
  expect(await gone.ask()).toBeNull();
  expect(gone.made.said).toEqual([expect.stringContaining('(status 404) was passed over: skipping gone.')]);
  const partial = await against([{ json: { partial: true, data: [70] } }], handler([filter]));
  expect(await partial.records()).toEqual([{ partial: true, data: [70] }]);
});

it('waits a second longer than a strategy says, and counts exponents from one', async () => {
  const limited = handler(
    [{ action: 'RATE_LIMITED', predicate: "{{ response.get('code') == 40100 }}" }],
    [{ type: 'ConstantBackoffStrategy', backoff_time_in_seconds: 2 }],
  );
  const body = await against(
    [{ json: { code: 40100 } }, { json: { code: 40100 } }, { json: { code: 0 } }],
    limited,
  );
  expect(await body.records()).toEqual([{ code: 0 }]);
  expect(body.made.waits).toEqual([3000, 3000]);

  const doubling = handler([], [{ type: 'ExponentialBackoffStrategy', factor: 3 }], { max_retries: 2 });
  const never = await against([{ status: 502, body: 'bad' }], doubling);
  const trouble = await troubleOf(never.ask());
  expect(never.made.waits).toEqual([7000, 13_000]);
  expect(trouble.kind).toBe('transient');
  expect(trouble.message).toContain('status 502 (a bad gateway): bad. It was asked 3 times');
});

it('counts the retries of a rate limit where a strategy says the wait', async () => {
  const always = handler([], [{ type: 'ConstantBackoffStrategy', backoff_time_in_seconds: '{{ 4 }}' }], {
    max_retries: "{{ config['most'] }}",
  });
  const limited = await against([{ status: 429 }], always, { most: 3 });
  expect((await troubleOf(limited.ask())).kind).toBe('transient');
  expect(limited.heard).toHaveLength(4);
});

it('reads waits from headers: the match from the beginning, or the moment until which', async () => {
  const header = handler(
    [],
    [
      { type: 'WaitTimeFromHeader', header: 'X-Wait', regex: '[.0-9]+' },
      { type: 'ConstantBackoffStrategy', backoff_time_in_seconds: 4 },
    ],
  );
  const retried = await against(
    [
      { status: 503, headers: { 'X-Wait': '6.5 seconds' } },
      { status: 503, headers: { 'X-Wait': 'in 6 s' } },
      { status: 429 },
      { json: [] },
    ],
    header,
  );
  await retried.ask();
  expect(retried.made.waits.filter((wait) => wait > 0)).toEqual([7500, 5000, 5000]);

  const until = handler(
    [{ action: 'RATE_LIMITED', http_codes: [420] }],
    [{ type: 'WaitUntilTimeFromHeader', header: 'X-Reset', min_wait: 3 }],
  );
  const noon = Date.UTC(2024, 5, 1, 12) / 1000;
  const reset = await against(
    [
      { status: 420, headers: { 'X-Reset': String(noon + 10) } },
      { status: 420, headers: { 'X-Reset': String(noon + 12) } },
      { json: [] },
    ],
    until,
  );
  await reset.ask();
  expect(reset.made.waits.filter((wait) => wait > 0)).toEqual([11_000, 4000]);
});

it('does not begin a wait longer than the connector allows', async () => {
  const capped = handler(
    [],
    [{ type: 'WaitTimeFromHeader', header: 'Retry-After', max_waiting_time_in_seconds: 60 }],
  );
  const limited = await against([{ status: 429, headers: { 'Retry-After': '60' } }], capped);
  const trouble = await troubleOf(limited.ask());
  expect(trouble).toMatchObject({ kind: 'transient' });
  expect(trouble.message).toContain('asks for a pause of 60 s');
  expect(limited.heard).toHaveLength(1);
});

it('fails with the words and the kind of a filter', async () => {
  const filters = [
    {
      action: 'FAIL',
      failure_type: 'config_error',
      error_message_contains: 'monthly quota',
      error_message: "Plan exhausted for {{ config['team'] }}: {{ response['error']['message'] }}",
    },
    { action: 'RETRY', http_codes: [403] },
  ];
  const gone = await against(
    [{ status: 403, json: { error: { message: 'Your monthly quota is used up' } } }],
    handler(filters),
    { team: 'blue' },
  );
  const trouble = await troubleOf(gone.ask());
  expect(trouble.kind).toBe('config');
  expect(trouble.message).toContain('Plan exhausted for blue: Your monthly quota is used up');
  expect(gone.heard).toHaveLength(1);
});

it('takes what a success holds for a failure, when a filter says so', async () => {
  const refused = await against(
    [{ json: { status: 'error', msg: 'bad field' } }],
    handler([{ action: 'FAIL', predicate: "{{ response.status == 'error' }}" }]),
  );
  const trouble = await troubleOf(refused.ask());
  expect(trouble.kind).toBe('system');
  expect(trouble.message).toContain('status 200: bad field');
});

it('lets the first handler that calls an answer a success end the search, and takes waits from the first that has any', async () => {
  const composite = {
    type: 'CompositeErrorHandler',
    error_handlers: [
      handler(
        [{ action: 'RETRY', predicate: "{{ 'warming' in response.get('state', '') }}" }],
        [{ type: 'ConstantBackoffStrategy', backoff_time_in_seconds: 1 }],
      ),
      handler(
        [
          { action: 'RETRY', http_codes: [409] },
          { action: 'FAIL', predicate: "{{ headers['X-Empty'] == '1' }}" },
        ],
        [{ type: 'ExponentialBackoffStrategy', factor: 5 }],
      ),
    ],
  };
  const healed = await against(
    [
      { json: { state: 'warming up' } },
      { status: 409, json: {} },
      { json: [4], headers: { 'X-Empty': '1' } },
    ],
    composite,
  );
  expect(await healed.records()).toEqual([[4]]);
  expect(healed.made.waits).toEqual([2000, 2000]);
});

it('begins paging again when a filter says so', async () => {
  const reset = await against(
    [{ status: 410 }],
    handler([{ action: 'RESET_PAGINATION', http_codes: [410] }]),
  );
  await expect(reset.ask()).rejects.toBeInstanceOf(PaginationReset);
});

it('finds nothing to read in a failure that a filter calls a success', async () => {
  const fine = await against(
    [{ status: 404, json: [1] }],
    handler([{ action: 'SUCCESS', http_codes: [404] }]),
  );
  expect(await fine.ask()).toBeNull();
});
