import { expect, it } from 'vitest';
import { readManifest } from '../manifest/readManifest.ts';
import { budgetOf } from './budget.ts';

const manifest = (policy: string) => {
  const read = readManifest(
    `
version: 6.0.0
streams: [{type: DeclarativeStream, name: a, retriever: {type: SimpleRetriever}}]
api_budget: {type: HTTPAPIBudget, policies: [${policy}]}`,
    'test.yml',
  );
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
};

it('keeps to the rates of a manifest, in buckets of the source', () => {
  const said: string[] = [];
  const told = { source: 'shop', now: () => 0, say: (message: string) => void said.push(message) };
  const policy =
    '{type: MovingWindowCallRatePolicy, rates: [{type: Rate, limit: "{{ config[\'calls\'] }}", interval: PT1M}], matchers: [{type: HttpRequestRegexMatcher, url_path_pattern: "^/orders"}]}';
  const [rule] = budgetOf(manifest(policy), { calls: 30 }, told);
  expect(rule).toMatchObject({ bucket: 'shop/budget/1', rates: [{ calls: 30, seconds: 60 }] });
  const asked = (path: string) => ({ method: 'GET', url: new URL(`https://a.test${path}`), headers: [] });
  expect([rule?.matches(asked('/orders/1')), rule?.matches(asked('/refunds'))]).toEqual([true, false]);
  expect(budgetOf(manifest('{type: CustomPolicy}'), {}, told)).toEqual([]);
  expect(budgetOf(manifest(policy.replace('^/orders', '(')), { calls: 1 }, told)).toEqual([]);
  expect(said).toHaveLength(2);
});
