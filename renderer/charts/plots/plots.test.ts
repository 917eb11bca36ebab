import { describe, expect, it } from 'vitest';
import type { Drawing } from '../chart.ts';
import { chartLook } from '../chartLook.ts';
import { init } from '../engine.ts';
import { bars } from './bars.ts';
import { fan } from './fan.ts';
import { heat } from './heat.ts';
import { lines } from './lines.ts';
import { scatter } from './scatter.ts';
import { stems } from './stems.ts';
import { survival } from './survival.ts';

const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];

describe('a scatter', () => {
  it('fits the points that have both values, and leaves the others out of its table', () => {
    const drawing = scatter({
      names: days,
      x: [1, 2, Number.NaN, 3],
      y: [2, 4, 9, 6],
      xName: 'Views',
      yName: 'Units',
    });
    expect(drawing.table.rows).toEqual([
      ['2026-01-01', 1, 2],
      ['2026-01-02', 2, 4],
      ['2026-01-04', 3, 6],
    ]);
    expect(drawing.summary).toBe('3 points; one more of “Views” goes with 2 of “Units” (r = 1).');
  });

  it('draws no line through points that are all alike', () => {
    const drawing = scatter({
      names: days,
      x: [1, 1, 1, 1],
      y: [2, 4, 9, 6],
      xName: 'Views',
      yName: 'Units',
    });
    expect((drawing.option(chartLook('light')) as { series: unknown[] }).series).toHaveLength(1);
  });
});

describe('a fan', () => {
  const drawing = fan({
    days,
    actual: [5, 6],
    expected: [Number.NaN, Number.NaN, 7, 8],
    intervals: [{ level: 0.8, lower: [null, null, 5, -1], upper: [null, null, 9, 12] }],
    beside: [{ name: 'last week again', values: [null, null, 6, 6] }],
    unit: 'units',
  });

  it('says what is expected for the last day and how sure that is', () => {
    expect(drawing.summary).toBe('For 4 Jan 2026, 8 units are expected, 80 % between -1 and 12.');
    expect(drawing.table.rows[2]).toEqual(['2026-01-03', null, 7, 5, 9, 6]);
  });

  it('fills from the lower to the upper end, below 0 too', () => {
    const { series } = drawing.option(chartLook('light')) as {
      series: { data: unknown[]; silent?: boolean }[];
    };
    expect(series.filter(({ silent }) => silent).map(({ data }) => data)).toEqual([
      [null, null, 5, -1],
      [null, null, 4, 13],
    ]);
  });
});

it('tells delays beside what chance does', () => {
  const drawing = survival({
    days: [0, 1, 2],
    spikes: { share: [0, 0.4, 0.72], lower: [0, 0.2, 0.5], upper: [0, 0.6, 0.9] },
    placebo: { share: [0, 0.1, 0.2] },
  });
  expect(drawing.summary).toBe(
    'Within 2 days, sales rose after 72% of spikes, against 20% after a day chosen at random.',
  );
});

it('names the highest bar, and a missing one is not 0', () => {
  const drawing = bars({
    names: ['TikTok', 'Reddit', 'News'],
    values: [0.3, 0.5, null],
    nameOf: 'Platform',
    valueName: 'r',
  });
  expect(drawing.summary).toBe('3 bars; Reddit is the highest with 0.500.');
  expect(drawing.table.rows[2]).toEqual(['News', null]);
});

it('draws every kind of chart, full and empty, in both themes', () => {
  const full: Drawing[] = [
    stems({ leads: [-1, 0, 1], r: [0.1, 0, 0.5], band: [0.2, 0.2, 0.2], best: 1, at: 0 }),
    lines({
      days,
      lines: [
        { name: 'Views', values: [1, 2, 3, 4] },
        { name: 'Units', values: [4, 3, 2, 1], side: 'right' },
      ],
      marks: [{ kind: 'promotion', label: 'Sale', first: days[1] ?? '', last: days[2] ?? '' }],
    }),
    heat({
      rows: ['a'],
      columns: ['1', '2'],
      values: [0.5, null],
      rowName: 'Row',
      columnName: 'Lead',
      valueName: 'r',
      chosen: 0,
    }),
    scatter({ names: days, x: [1, 2, 3, 4], y: [1, 3, 2, 4], xName: 'x', yName: 'y' }),
    fan({
      days,
      actual: [1, 2],
      expected: [null, null, 3, 4],
      intervals: [{ level: 0.8, lower: [null, null, 2, 3], upper: [null, null, 4, 5] }],
      unit: 'units',
    }),
    survival({
      days: [0, 1],
      spikes: { share: [0, 0.5], lower: [0, 0.2], upper: [0, 0.8] },
      placebo: { share: [0, 0.1] },
    }),
    bars({
      names: ['a', 'b'],
      values: [1, 2],
      lower: [0.5, 1],
      upper: [2, 3],
      nameOf: 'Bar',
      valueName: 'Value',
    }),
  ];
  const empty: Drawing[] = [
    stems({ leads: [], r: [] }),
    lines({ days: [], lines: [{ name: 'Views', values: [] }] }),
    heat({ rows: [], columns: [], values: [], rowName: 'Row', columnName: 'Lead', valueName: 'r' }),
    scatter({ names: [], x: [], y: [], xName: 'x', yName: 'y' }),
    fan({ days: [], actual: [], expected: [], intervals: [], unit: 'units' }),
    survival({ days: [], spikes: { share: [] }, placebo: { share: [] } }),
    bars({ names: [], values: [], nameOf: 'Bar', valueName: 'Value' }),
  ];
  for (const scheme of ['light', 'dark'] as const)
    for (const drawing of [...full, ...empty]) {
      const chart = init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 200 });
      chart.setOption(drawing.option(chartLook(scheme)));
      expect(chart.renderToSVGString()).toContain('<path');
      expect(drawing.summary).toMatch(/\.$/);
      chart.dispose();
    }
});
