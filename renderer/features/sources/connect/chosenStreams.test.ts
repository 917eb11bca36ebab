import { expect, it } from 'vitest';
import { chosenStreams } from './chosenStreams.ts';

const broken = [{ component: 'CustomRetriever', reason: 'Python code.' }];
const cards = [
  { name: 'orders', unsupported: [] },
  { name: 'refunds', unsupported: [] },
  { name: 'ledger', unsupported: broken },
];

it('is empty where every stream that runs is read, those found by asking included', () => {
  const streams = ['orders', 'refunds', 'stock_harbour'].map((name) => ({ name, chosen: true }));
  expect(chosenStreams(cards, streams)).toEqual([]);
});

it('is the list where some are left out', () => {
  const streams = [
    { name: 'orders', chosen: true },
    { name: 'refunds', chosen: false },
    { name: 'ledger', chosen: false },
  ];
  expect(chosenStreams(cards, streams)).toEqual(['orders']);
});
