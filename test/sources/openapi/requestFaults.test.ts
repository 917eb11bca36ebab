import { expect, test } from 'vitest';
import type { Arrived } from '../servers/vendorServer.ts';
import { reduceDocument } from './reduce.ts';
import { readDescription, requestFaults } from './requestFaults.ts';

function arrived(method: string, target: string, body?: object): Arrived {
  const url = new URL(target, 'http://vendor');
  return {
    method,
    target,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: {},
    text: body === undefined ? '' : JSON.stringify(body),
    form: {},
    json: body,
    at: 0,
  };
}

const stripe = readDescription('stripe/lists.json');
const sales = readDescription('amazon/sales.json');
const reports = readDescription('amazon/reports.json');

test('has nothing against what the vendors document', () => {
  const list =
    '/v1/events?types[]=charge.updated&types[]=charge.failed&created[gte]=1&limit=100&starting_after=evt_1';
  expect(requestFaults(stripe, arrived('GET', list))).toEqual([]);
  const interval = '2026-06-01T00:00:00-07:00--2026-06-02T00:00:00-07:00';
  const metrics = `/sales/v1/orderMetrics?marketplaceIds=A&interval=${interval}&granularity=Day`;
  expect(requestFaults(sales, arrived('GET', metrics))).toEqual([]);
  const report = {
    reportType: 'X',
    marketplaceIds: ['A'],
    reportOptions: { a: 'b' },
    dataStartTime: '2026-06-01T00:00:00Z',
  };
  expect(requestFaults(reports, arrived('POST', '/reports/2021-06-30/reports', report))).toEqual([]);
});

test.each([
  [stripe, arrived('GET', '/v1/customers'), /GET \/v1\/customers is not described/],
  [stripe, arrived('POST', '/v1/charges'), /POST \/v1\/charges is not described/],
  [stripe, arrived('GET', '/v1/charges?created[since]=1'), /created has since/],
  [stripe, arrived('GET', '/v1/charges?created[gte]=today'), /created\.gte is no whole number/],
  [stripe, arrived('GET', '/v1/charges?limit=many'), /limit is no whole number/],
  [stripe, arrived('GET', '/v1/charges?page=2'), /has page, which is not described/],
  [stripe, arrived('GET', '/v1/invoices?status=new'), /status is new, not one of/],
  [stripe, arrived('GET', '/v1/charges', {}), /has a body/],
  [sales, arrived('GET', '/sales/v1/orderMetrics?marketplaceIds=A&granularity=Day'), /lacks interval/],
  [
    sales,
    arrived('GET', '/sales/v1/orderMetrics?marketplaceIds=A&interval=x&granularity=Minute'),
    /granularity is Minute/,
  ],
  [reports, arrived('POST', '/reports/2021-06-30/reports', { reportType: 'X' }), /body lacks marketplaceIds/],
  [
    reports,
    arrived('POST', '/reports/2021-06-30/reports', { reportType: 'X', marketplaceIds: [] }),
    /has 0 items/,
  ],
  [reports, arrived('POST', '/reports/2021-06-30/reports'), /has no JSON body/],
  [
    reports,
    arrived('POST', '/reports/2021-06-30/reports', {
      reportType: 'X',
      marketplaceIds: ['A'],
      dataEndTime: 'May',
      type: 1,
    }),
    /dataEndTime is no moment: May.*has type/,
  ],
  [reports, arrived('GET', '/reports/2021-06-30/documents/'), /lacks reportDocumentId/],
])('tells what is wrong with a request (%#)', (described, request, told) => {
  expect(requestFaults(described, request).join()).toMatch(told);
});

test('reducing keeps what says how to ask, and a property that is called like words for people', () => {
  const document = {
    swagger: '2.0',
    info: { version: 'v1', description: 'long' },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          description: 'long',
          responses: {},
          parameters: [{ name: 'x', in: 'query' }],
        },
        post: {
          operationId: 'b',
          parameters: [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/B' } }],
        },
      },
      '/c': { get: { operationId: 'c' } },
    },
    definitions: {
      B: {
        type: 'object',
        example: {},
        properties: { title: { type: 'string', title: 'T' }, d: { $ref: '#/definitions/D' } },
      },
      D: { type: 'string', description: 'long' },
      E: { type: 'string' },
    },
  };
  expect(reduceDocument(document, 'here', ['a', 'b'])).toEqual({
    origin: 'here',
    version: 'v1',
    swagger: '2.0',
    paths: {
      '/a': {
        get: { operationId: 'a', parameters: [{ name: 'x', in: 'query' }] },
        post: {
          operationId: 'b',
          parameters: [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/B' } }],
        },
      },
    },
    definitions: {
      B: { type: 'object', properties: { title: { type: 'string' }, d: { $ref: '#/definitions/D' } } },
      D: { type: 'string' },
    },
  });
  expect(() => reduceDocument(document, 'here', ['a', 'z'])).toThrow(/has 1 of these operations/);
});
