import { expect, it } from 'vitest';
import { LoadLine } from '../../../../shared/contract/warehouse.ts';
import { matching } from './matching.ts';

function line(load: number, file: string | null): LoadLine {
  return LoadLine.parse({
    load,
    at: '2026-03-08T10:00:00Z',
    source: 'files',
    stream: 'orders',
    relation: 'raw.orders',
    disposition: 'append',
    rows: 1,
    rejected: 0,
    file,
    sha256: null,
  });
}

const loads = [line(2, '/data/Orders March.csv'), line(1, null)];

it('finds every word anywhere, whatever its case', () => {
  expect(matching(loads, ' march  RAW.orders ').map(({ load }) => load)).toEqual([2]);
});

it('shows all without a word, and nothing where no load has them all', () => {
  expect(matching(loads, '  ')).toHaveLength(2);
  expect(matching(loads, 'march april')).toEqual([]);
});
