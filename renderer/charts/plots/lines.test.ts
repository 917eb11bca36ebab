import { expect, it } from 'vitest';
import { chartLook } from '../chartLook.ts';
import { lines } from './lines.ts';

const days = ['2026-01-01', '2026-01-02', '2026-01-03'];
const marks = [
  { kind: 'promotion', label: 'New year sale', first: '2025-12-30', last: '2026-01-02' },
  { kind: 'note', label: 'Shop closed', first: '2026-01-03', last: '2026-01-03' },
  { kind: 'holiday', label: 'Long ago', first: '2020-01-01', last: '2020-01-01' },
] as const;

it('leaves a gap where a value is missing, and says what was known on a day', () => {
  const drawing = lines({ days, marks, lines: [{ name: 'Views', values: [1, Number.NaN, 3] }] });
  expect(drawing.table.rows).toEqual([
    ['2026-01-01', 1, 'New year sale'],
    ['2026-01-02', null, 'New year sale'],
    ['2026-01-03', 3, 'Shop closed'],
  ]);
  expect(drawing.summary).toBe('1 Jan 2026 to 3 Jan 2026: Views between 1 and 3. 3 known causes marked.');
});

it('marks what lies within the days in sight, a span cut to them', () => {
  const { series } = lines({ days, marks, lines: [{ name: 'Views', values: [1, 2, 3] }] }).option(
    chartLook('light'),
  ) as {
    series: { markArea: { data: { xAxis: string }[][] }; markLine: { data: { xAxis: string }[] } }[];
  };
  expect(series[0]?.markArea.data.map((ends) => ends.map(({ xAxis }) => xAxis))).toEqual([
    ['2026-01-01', '2026-01-02'],
  ]);
  expect(series[0]?.markLine.data.map(({ xAxis }) => xAxis)).toEqual(['2026-01-03']);
});

it('gives the second unit an axis of its own, named in its colour', () => {
  const look = chartLook('dark');
  const { yAxis } = lines({
    days,
    lines: [
      { name: 'Views', values: [1, 2, 3] },
      { name: 'Units', values: [4, 5, 6], side: 'right', color: ({ ink }) => ink },
    ],
  }).option(look) as { yAxis: { name: string; position: string; nameTextStyle: { color: string } }[] };
  expect(yAxis.map(({ name, position }) => [name, position])).toEqual([
    ['Views', 'left'],
    ['Units', 'right'],
  ]);
  expect(yAxis[1]?.nameTextStyle.color).toBe(look.ink);
});
