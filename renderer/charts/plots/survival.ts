import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { placeAxis, textLook, valueAxis } from './axes.ts';
import { bandBetween } from './bands.ts';

export interface Curve {
  /** Share of spikes after which sales had risen by each day, 0 to 1. */
  readonly share: ArrayLike<number | null>;
  readonly lower?: ArrayLike<number | null>;
  readonly upper?: ArrayLike<number | null>;
}

export interface Survival {
  readonly days: readonly number[];
  readonly spikes: Curve;
  /** The same from days on which nothing happened: what chance does. */
  readonly placebo: Curve;
  readonly unit?: string;
}

/** How soon sales follow a spike, beside how soon they "follow" a day chosen at random. */
export function survival({ days, spikes, placebo, unit = 'days' }: Survival): Drawing {
  const of = (values: ArrayLike<number | null> | undefined) => days.map((_, i) => gapped(values?.[i]));
  const real = { share: of(spikes.share), lower: of(spikes.lower), upper: of(spikes.upper) };
  const chance = { share: of(placebo.share), lower: of(placebo.lower), upper: of(placebo.upper) };
  const table = {
    columns: [`Within (${unit})`, 'After a spike', 'at least', 'at most', 'After any day'],
    rows: days.map((day, i) => [
      day,
      real.share[i] ?? null,
      real.lower[i] ?? null,
      real.upper[i] ?? null,
      chance.share[i] ?? null,
    ]),
  };
  return { table, option: drawn, summary: summaryOf() };

  function drawn(look: ChartLook) {
    const line = (data: readonly (number | null)[], name: string, color: string, dashed: boolean) => ({
      type: 'line',
      step: 'end',
      name,
      data,
      symbol: 'none',
      color,
      lineStyle: { color, width: 1.75, type: dashed ? 'dashed' : 'solid' },
      emphasis: { disabled: true },
      endLabel: { ...textLook(look), show: true, color, formatter: name },
      labelLayout: { moveOverlap: 'shiftY' },
    });
    const shade = { opacity: 0.15, step: 'end' as const };
    return {
      animation: false,
      grid: { left: 48, right: 96, top: 28, bottom: 44 },
      tooltip: { trigger: 'axis' },
      xAxis: { ...placeAxis(look, days, `${unit} since the spike began`), boundaryGap: false },
      yAxis: {
        ...valueAxis(look, 'sales had risen'),
        min: 0,
        max: 1,
        axisLabel: {
          ...valueAxis(look).axisLabel,
          formatter: (share: number) => `${Math.round(share * 100)}%`,
        },
      },
      series: [
        line(real.share, 'after a spike', look.accent, false),
        line(chance.share, 'after any day', look.quiet, true),
        ...bandBetween(real.lower, real.upper, { ...shade, color: look.accent, stack: 'spikes' }),
        ...bandBetween(chance.lower, chance.upper, { ...shade, color: look.quiet, stack: 'placebo' }),
      ],
    };
  }

  function summaryOf(): string {
    const last = days.length - 1;
    const followed = real.share[last];
    const atRandom = chance.share[last];
    if (followed === null || followed === undefined) return 'No spike could be followed.';
    const against =
      atRandom === null || atRandom === undefined
        ? ''
        : `, against ${share(atRandom)} after a day chosen at random`;
    return `Within ${figureText(days[last] ?? 0)} ${unit}, sales rose after ${share(followed)} of spikes${against}.`;
  }
}

function share(value: number): string {
  return `${Math.round(value * 100)}%`;
}
