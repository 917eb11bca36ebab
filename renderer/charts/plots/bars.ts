import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { placeAxis, shortFigure, valueAxis } from './axes.ts';

export interface Bars {
  readonly names: readonly string[];
  readonly values: ArrayLike<number | null>;
  /** "Platform". */
  readonly nameOf: string;
  readonly valueName: string;
  /** How sure each is; drawn as a line over its bar. */
  readonly lower?: ArrayLike<number | null>;
  readonly upper?: ArrayLike<number | null>;
  readonly color?: (name: string, look: ChartLook) => string;
  /** Lying bars leave room for long names. */
  readonly lying?: boolean;
}

/** Bars from 0, with how sure each is. */
export function bars({ names, values, nameOf, valueName, lower, upper, color, lying = true }: Bars): Drawing {
  const heights = names.map((_, i) => gapped(values[i]));
  const sure = names.map((_, i) => ({ low: gapped(lower?.[i]), high: gapped(upper?.[i]) }));
  const hasRange = lower !== undefined && upper !== undefined;
  const table = {
    columns: [nameOf, valueName, ...(hasRange ? ['at least', 'at most'] : [])],
    rows: names.map((name, i) => [
      name,
      heights[i] ?? null,
      ...(hasRange ? [sure[i]?.low ?? null, sure[i]?.high ?? null] : []),
    ]),
  };
  return { table, option: drawn, summary: summaryOf() };

  function drawn(look: ChartLook) {
    const places = {
      ...placeAxis(look, names),
      axisLabel: { ...placeAxis(look, names).axisLabel, width: 140, overflow: 'truncate', interval: 0 },
      inverse: lying,
    };
    const along = { ...valueAxis(look), name: valueName, nameLocation: 'middle', nameGap: lying ? 26 : 36 };
    return {
      animation: false,
      grid: {
        left: 8,
        right: 32,
        top: 8,
        bottom: lying ? 28 : 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: { trigger: 'item' },
      xAxis: lying ? along : places,
      yAxis: lying ? places : along,
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          data: heights.map((value, i) => ({
            value: value ?? '-',
            itemStyle: { color: color?.(names[i] ?? '', look) ?? look.accent },
          })),
          label: {
            show: !hasRange,
            position: lying ? 'right' : 'top',
            color: look.ink,
            fontSize: 11,
            formatter: ({ value }: { value: number | string }) =>
              typeof value === 'number' ? shortFigure(value) : '',
          },
        },
        ...(hasRange
          ? [
              {
                type: 'custom',
                silent: true,
                data: sure.map(({ low, high }, i) => [i, low ?? Number.NaN, high ?? Number.NaN]),
                encode: lying ? { y: 0, x: [1, 2] } : { x: 0, y: [1, 2] },
                renderItem: whisker(lying, look.ink),
                z: 3,
              },
            ]
          : []),
      ],
    };
  }

  function summaryOf(): string {
    const top = heights.reduce<number>(
      (best, value, i) => ((value ?? -1 / 0) > (heights[best] ?? -1 / 0) ? i : best),
      0,
    );
    const height = heights[top];
    if (height === null || height === undefined) return `No ${nameOf.toLowerCase()} has a value.`;
    const { low, high } = sure[top] ?? { low: null, high: null };
    const range = low === null || high === null ? '' : ` (${figureText(low)} to ${figureText(high)})`;
    return `${names.length} bars; ${names[top]} is the highest with ${figureText(height)}${range}.`;
  }
}

interface Drawer {
  value(dimension: number): number;
  coord(at: readonly number[]): readonly number[];
}

function whisker(lying: boolean, color: string) {
  return (_: unknown, api: Drawer) => {
    const [place, low, high] = [api.value(0), api.value(1), api.value(2)];
    if (Number.isNaN(low) || Number.isNaN(high)) return null;
    const [x1 = 0, y1 = 0] = api.coord(lying ? [low, place] : [place, low]);
    const [x2 = 0, y2 = 0] = api.coord(lying ? [high, place] : [place, high]);
    return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.5 } };
  };
}
