import { describe, expect, it } from 'vitest';
import { chartLook } from '../chartLook.ts';
import { stems } from './stems.ts';

const leads = [-2, -1, 0, 1, 2];
const band = [0.2, 0.2, 0.2, 0.2, 0.2];

describe('stems', () => {
  const drawing = stems({ leads, r: [0.1, Number.NaN, 0, 0.5, -0.3], band, best: 1 });

  it('says where the signal leads furthest, and how many leads lie beyond chance', () => {
    expect(drawing.summary).toBe(
      'r is furthest from 0 with the signal 1 day ahead of sales: 0.500; 2 of 5 leads lie beyond what chance does.',
    );
    expect(stems({ leads, r: [0.9, 0, 0, 0, 0] }).summary).toContain('2 days after sales: 0.900');
    expect(stems({ leads, r: leads.map(() => Number.NaN) }).summary).toBe(
      'No correlation could be computed.',
    );
  });

  it('keeps one item for each row of the table, a missing one too, and marks the best in the accent', () => {
    const look = chartLook('light');
    const { series } = drawing.option(look) as {
      series: { data: { value: number | string; itemStyle: { color: string } }[] }[];
    };
    expect(series[0]?.data.map(({ value }) => value)).toEqual([0.1, '-', 0, 0.5, -0.3]);
    expect(drawing.table.rows[1]).toEqual([-1, null, 0.2]);
    expect(series[0]?.data[3]?.itemStyle.color).toBe(look.accent);
    expect(series).toHaveLength(3);
  });
});
