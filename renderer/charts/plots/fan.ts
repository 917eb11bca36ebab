import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { placeAxis, textLook, valueAxis } from './axes.ts';
import { bandBetween } from './bands.ts';

export interface Interval {
  /** Of 1: 0.8 is the interval that holds 80 in 100 days. */
  readonly level: number;
  readonly lower: ArrayLike<number | null>;
  readonly upper: ArrayLike<number | null>;
}

export interface Fan {
  /** All days, those of the past first. */
  readonly days: readonly string[];
  /** What was, missing from the first day of the forecast on. */
  readonly actual: ArrayLike<number | null>;
  /** What is expected, missing before. */
  readonly expected: ArrayLike<number | null>;
  /** The widest first. */
  readonly intervals: readonly Interval[];
  /** Other forecasts of the same days, such as the seasonal naive. */
  readonly beside?: readonly { readonly name: string; readonly values: ArrayLike<number | null> }[];
  readonly unit: string;
}

/** What was, what is expected, and how sure that is. */
export function fan({ days, actual, expected, intervals, beside = [], unit }: Fan): Drawing {
  const of = (values: ArrayLike<number | null>) => days.map((_, i) => gapped(values[i]));
  const past = of(actual);
  const coming = of(expected);
  const ranges = intervals.map(({ level, lower, upper }) => ({ level, lower: of(lower), upper: of(upper) }));
  const others = beside.map(({ name, values }) => ({ name, values: of(values) }));
  const table = {
    columns: [
      'Day',
      `Actual (${unit})`,
      `Expected (${unit})`,
      ...ranges.flatMap(({ level }) => [`${percent(level)} from`, `${percent(level)} to`]),
      ...others.map(({ name }) => name),
    ],
    rows: days.map((day, i) => [
      day,
      past[i] ?? null,
      coming[i] ?? null,
      ...ranges.flatMap(({ lower, upper }) => [lower[i] ?? null, upper[i] ?? null]),
      ...others.map(({ values }) => values[i] ?? null),
    ]),
  };
  return { table, option: drawn, summary: summaryOf() };

  function drawn(look: ChartLook) {
    const line = (name: string, data: readonly (number | null)[], color: string, type: string) => ({
      type: 'line',
      name,
      data,
      symbol: 'none',
      color,
      lineStyle: { color, width: 1.5, type },
      emphasis: { disabled: true },
      endLabel: { ...textLook(look), show: true, color, formatter: name, width: 100, overflow: 'truncate' },
      labelLayout: { moveOverlap: 'shiftY' },
    });
    return {
      animation: false,
      grid: { left: 48, right: 116, top: 28, bottom: 28 },
      tooltip: { trigger: 'axis', axisPointer: { lineStyle: { color: look.quiet } } },
      xAxis: { ...placeAxis(look, days), boundaryGap: false },
      yAxis: {
        ...valueAxis(look, unit),
        nameTextStyle: { ...valueAxis(look).nameTextStyle, align: 'left', padding: [0, 0, 0, -36] },
      },
      series: [
        { ...line('actual', past, look.ink, 'solid'), endLabel: { show: false } },
        line('expected', coming, look.accent, 'solid'),
        ...others.map(({ name, values }) => line(name, values, look.quiet, 'dashed')),
        ...ranges.flatMap(({ level, lower, upper }) =>
          bandBetween(lower, upper, { color: look.accent, opacity: 0.16, stack: `within ${level}` }),
        ),
      ],
    };
  }

  function summaryOf(): string {
    const at = coming.findLastIndex((value) => value !== null);
    if (at < 0) return 'There is no forecast to draw.';
    const widest = ranges[0];
    const low = widest?.lower[at];
    const high = widest?.upper[at];
    const within =
      widest === undefined || low === null || low === undefined || high === null || high === undefined
        ? ''
        : `, ${percent(widest.level)} between ${figureText(low)} and ${figureText(high)}`;
    return `For ${dayWords(days[at] ?? '')}, ${figureText(coming[at] ?? 0)} ${unit} are expected${within}.`;
  }
}

function percent(level: number): string {
  return `${Math.round(level * 100)} %`;
}
