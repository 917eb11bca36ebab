import { expect, it } from 'vitest';
import { chartLook } from '../chartLook.ts';
import { heat } from './heat.ts';

const drawing = heat({
  rows: ['TikTok', 'Reddit'],
  columns: ['0', '1', '2'],
  values: [0.1, 0.6, Number.NaN, -0.2, 0, 0.05],
  rowName: 'Platform',
  columnName: 'Lead',
  valueName: 'r',
  chosen: 1,
});

it('centres its colours on 0, whatever the values are', () => {
  const { visualMap } = drawing.option(chartLook('light')) as { visualMap: { min: number; max: number } };
  expect([visualMap.min, visualMap.max]).toEqual([-0.6, 0.6]);
});

it('has a cell for each row of its table, empty where nothing was looked at', () => {
  const { series } = drawing.option(chartLook('dark')) as {
    series: { data: { value: unknown[]; itemStyle?: object; label?: { formatter: string } }[] }[];
  };
  const data = series[0]?.data ?? [];
  expect(data.map(({ value }) => value[2])).toEqual([0.1, 0.6, '-', -0.2, 0, 0.05]);
  expect(data.findIndex(({ itemStyle }) => itemStyle !== undefined)).toBe(1);
  expect(data[3]?.label?.formatter).toBe('-.20');
  expect(drawing.table.rows[2]).toEqual(['TikTok', '2', null]);
  expect(drawing.summary).toBe('5 cells; r is furthest from 0 at TikTok × 1: 0.600.');
});
