import { expect, it } from 'vitest';
import type { Component, Member } from '../component.ts';
import { createExpressions } from '../expressions/createExpressions.ts';
import { ratesOf } from './rates.ts';

const making = { stream: 'budget', expressions: createExpressions({ config: { calls: 25 }, now: () => 0 }) };

function part(type: string, members: Record<string, Member>): Component {
  return { type, path: 'api_budget', at: { line: 1, column: 1 }, members, parameters: {} };
}

const matcher = (members: Record<string, Member>) => part('HttpRequestRegexMatcher', members);
const request = (address: string, method = 'GET', headers: readonly (readonly [string, string])[] = []) => ({
  method,
  url: new URL(address),
  headers,
});

it('makes rules of policies, and gives each request to the first that matches', () => {
  const budget = part('HTTPAPIBudget', {
    policies: [
      part('UnlimitedCallRatePolicy', { matchers: [matcher({ url_path_pattern: '^/health$' })] }),
      part('FixedWindowCallRatePolicy', {
        period: 'PT1M',
        call_limit: 10,
        matchers: [
          matcher({ method: 'POST', url_base: 'https://api.example.com/', url_path_pattern: '/reports' }),
        ],
      }),
      part('MovingWindowCallRatePolicy', {
        rates: [
          part('Rate', { limit: "{{ config['calls'] }}", interval: 'PT1S' }),
          part('Rate', { limit: 1000, interval: 'P1D' }),
        ],
        matchers: [],
      }),
    ],
  });
  const rules = ratesOf(budget, making);
  expect(rules.map(({ bucket, rates, counts }) => ({ bucket, rates, counts }))).toEqual([
    { bucket: 'budget/2', rates: [{ calls: 10, seconds: 60 }], counts: 'window' },
    {
      bucket: 'budget/3',
      rates: [
        { calls: 25, seconds: 1 },
        { calls: 1000, seconds: 86_400 },
      ],
      counts: 'window',
    },
  ]);
  const matched = (asked: ReturnType<typeof request>) =>
    rules.filter((rule) => rule.matches(asked)).map(({ bucket }) => bucket);
  expect(matched(request('https://api.example.com/health'))).toEqual([]);
  expect(matched(request('https://api.example.com/v1/reports/', 'POST'))).toEqual(['budget/2']);
  expect(matched(request('https://api.example.com/v1/reports'))).toEqual(['budget/3']);
  expect(matched(request('https://other.example.com/v1/reports', 'POST'))).toEqual(['budget/3']);
});

it('matches by parameters and by headers without regard to case', () => {
  const policy = part('FixedWindowCallRatePolicy', {
    period: 'PT10S',
    call_limit: 1,
    matchers: [matcher({ params: { kind: 'a' }, headers: { 'X-Plan': 'free' } })],
  });
  const [rule] = ratesOf(part('HTTPAPIBudget', { policies: [policy] }), making);
  expect(rule?.matches(request('https://x.example/?kind=a&b=1', 'GET', [['x-plan', 'free']]))).toBe(true);
  expect(rule?.matches(request('https://x.example/?kind=b', 'GET', [['x-plan', 'free']]))).toBe(false);
  expect(rule?.matches(request('https://x.example/?kind=a'))).toBe(false);
});

it('has no rules without a budget, and says where one is wrong', () => {
  expect(ratesOf(null, making)).toEqual([]);
  const wrong = part('FixedWindowCallRatePolicy', { period: 'soon', call_limit: 1, matchers: [] });
  expect(() => ratesOf(part('HTTPAPIBudget', { policies: [wrong] }), making)).toThrow(
    'names no number of calls and time',
  );
});
