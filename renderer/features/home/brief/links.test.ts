import { expect, it } from 'vitest';
import type { Freshness } from '../../../../shared/contract/brief.ts';
import { changeAddress, explorerAddress, freshnessAddress } from './links.ts';

const source = (kind: Freshness['kind'], name: string) => ({ kind, name }) as Freshness;

it('leads to the source, its rows or the list of sources, never to where a name of a file points', () => {
  expect(freshnessAddress(source('source', 'tiktok_shop'))).toBe('/sources#source=tiktok_shop');
  expect(freshnessAddress(source('relation', 'analytics.finding'))).toBe('/sources#rows=analytics.finding');
  expect(freshnessAddress(source('file', 'new sales/2026#1.csv'))).toBe('/sources');
  expect(freshnessAddress(source('source', '../x'))).toBe('/sources');
});

it('names a pair so that it can be read again, whatever it is called', () => {
  const address = explorerAddress('social', { signal: 'cat & dog = #1', outcome: 'Mug + lid' });
  const told = new URLSearchParams(address.split('#')[1]);
  expect(address.startsWith('/explorer#')).toBe(true);
  expect(Object.fromEntries(told)).toEqual({
    study: 'social',
    signal: 'cat & dog = #1',
    outcome: 'Mug + lid',
  });
  expect(explorerAddress(null, { signal: 'a', outcome: 'b' })).toBe('/explorer#signal=a&outcome=b');
});

it('leads from a change to what it is about', () => {
  const pair = { signal: 'a', outcome: 'b' };
  const of = (kind: Parameters<typeof changeAddress>[0]['kind'], subject: string | null, told = true) =>
    changeAddress({ kind, subject, pair: told ? pair : null }, 's', [
      source('file', 'raw.sales'),
      source('source', 'gdelt'),
    ]);
  expect(of('check failed', 'test.shop/é')).toBe('/quality#check=test.shop%2F%C3%A9');
  expect(of('source stale', 'raw.sales')).toBe('/sources');
  expect(of('source stale', 'gdelt')).toBe('/sources#source=gdelt');
  expect(of('run failed', '01J8')).toBe('/pipelines#run=01J8');
  expect(of('source stale', 'gone')).toBe('/sources');
  expect(of('verdict changed', null)).toBe('/explorer#study=s&signal=a&outcome=b');
  expect(of('finding gone', null, false)).toBeNull();
});
