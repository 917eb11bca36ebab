import { expect, it } from 'vitest';
import type { HeatView } from '../../../../shared/contract/explorer.ts';
import { cellRemark, cellsInPlace } from './cells.ts';

it('puts each cell in its place, and leaves the others empty', () => {
  const cell = {
    row: 1,
    column: 0,
    r: 0.4,
    lead: 9,
    verdict: 'confirmed',
    signal: 's',
    outcome: 'o',
  } as const;
  const view: HeatView = {
    rows: ['a', 'b'],
    columns: ['x', 'y'],
    ...{ rowLabels: ['a', 'b'], columnLabels: ['x', 'y'] },
    cells: [cell],
    band: null,
    sentence: '',
    problem: null,
  };
  expect(cellsInPlace(view)).toEqual([null, null, cell, null]);
  expect(cellRemark(cell, { series: (name) => name.toUpperCase(), value: (_, value) => value })).toBe(
    'S → O, lead 9, confirmed',
  );
});
