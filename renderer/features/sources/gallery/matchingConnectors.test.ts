import { expect, it } from 'vitest';
import type { ConnectorCard } from '../../../../shared/contract/sources.ts';
import { matchingConnectors } from './matchingConnectors.ts';

const card = (id: string, over: Partial<ConnectorCard>): ConnectorCard => ({
  id,
  title: id,
  summary: '',
  category: 'other',
  keyless: false,
  origin: 'shipped',
  streams: 1,
  unsupported: 0,
  problem: null,
  ...over,
});
const all = [
  card('stripe', { title: 'Stripe', summary: 'Charges and refunds', category: 'commerce' }),
  card('reddit', { title: 'Reddit', summary: 'Posts of communities', category: 'social' }),
  card('amazon-sp-api', { title: 'Amazon Selling Partner', category: 'commerce' }),
];
const found = (search: string) => matchingConnectors(all, search).map(({ id }) => id);

it.each([
  ['', ['stripe', 'reddit', 'amazon-sp-api']],
  ['   ', ['stripe', 'reddit', 'amazon-sp-api']],
  ['STRIPE', ['stripe']],
  ['refunds charges', ['stripe']],
  ['commerce', ['stripe', 'amazon-sp-api']],
  ['sp-api', ['amazon-sp-api']],
  ['commerce posts', []],
])('“%s” finds %j: every word must be there, in whatever order', (search, ids) => {
  expect(found(search)).toEqual(ids);
});
