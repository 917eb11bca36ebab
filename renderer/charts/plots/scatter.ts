import type { ChartLook, Drawing } from '../chart.ts';
import { figureText } from '../figures.ts';
import { valueAxis } from './axes.ts';

export interface Scatter {
  /** Each point's own name, such as its day. */
  readonly names: readonly string[];
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly xName: string;
  readonly yName: string;
  /** Of the points' names: "Day". */
  readonly nameOf?: string;
}

/** Two values of the same days, with the straight line that fits them best. */
export function scatter({ names, x, y, xName, yName, nameOf = 'Day' }: Scatter): Drawing {
  const points = names
    .map((name, i) => ({ name, x: x[i] ?? Number.NaN, y: y[i] ?? Number.NaN }))
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  const fit = fitOf(points);
  const table = {
    columns: [nameOf, xName, yName],
    rows: points.map((point) => [point.name, point.x, point.y]),
  };
  const summary =
    fit === null
      ? `${points.length} points, too few or too much alike for a line.`
      : `${points.length} points; one more of “${xName}” goes with ${figureText(fit.slope)} of “${yName}” (r = ${figureText(fit.r)}).`;
  return { table, summary, option: drawn };

  function drawn(look: ChartLook) {
    return {
      animation: false,
      grid: { left: 48, right: 16, top: 28, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: { ...valueAxis(look), scale: true, name: xName, nameLocation: 'middle', nameGap: 26 },
      yAxis: {
        ...valueAxis(look, yName),
        scale: true,
        nameTextStyle: { ...valueAxis(look).nameTextStyle, align: 'left', padding: [0, 0, 0, -36] },
      },
      series: [
        {
          type: 'scatter',
          data: points.map((point) => [point.x, point.y]),
          symbolSize: points.length > 400 ? 4 : 6,
          itemStyle: { color: look.accent, opacity: points.length > 200 ? 0.45 : 0.7 },
        },
        ...(fit === null
          ? []
          : [
              {
                type: 'line',
                silent: true,
                symbol: 'none',
                data: [
                  [fit.from, fit.at0 + fit.slope * fit.from],
                  [fit.to, fit.at0 + fit.slope * fit.to],
                ],
                lineStyle: { color: look.ink, width: 1.5 },
              },
            ]),
      ],
    };
  }
}

interface Fit {
  readonly slope: number;
  readonly at0: number;
  readonly r: number;
  readonly from: number;
  readonly to: number;
}

function fitOf(points: readonly { x: number; y: number }[]): Fit | null {
  const n = points.length;
  if (n < 3) return null;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const { x, y } of points) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  if (xx === 0 || yy === 0) return null;
  const slope = xy / xx;
  return {
    slope,
    at0: meanY - slope * meanX,
    r: xy / Math.sqrt(xx * yy),
    from: points.reduce((low, { x }) => Math.min(low, x), Number.POSITIVE_INFINITY),
    to: points.reduce((high, { x }) => Math.max(high, x), Number.NEGATIVE_INFINITY),
  };
}
