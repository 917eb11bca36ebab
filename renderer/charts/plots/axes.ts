import type { ChartLook } from '../chart.ts';
import { figureText } from '../figures.ts';

/** What every axis looks like: quiet, without ticks, its name in words. */
export function axisLook(look: ChartLook) {
  return {
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look.faint } },
    axisLabel: { color: look.quiet, fontSize: 11, fontFamily: look.font, hideOverlap: true },
    nameTextStyle: { color: look.quiet, fontSize: 11, fontFamily: look.font },
  };
}

export function valueAxis(look: ChartLook, name?: string) {
  const base = axisLook(look);
  return {
    ...base,
    type: 'value',
    ...(name === undefined ? {} : { name, nameLocation: 'end', nameGap: 10 }),
    axisLabel: { ...base.axisLabel, formatter: shortFigure },
  };
}

/** One place for each name; the name of the axis stands below its middle. */
export function placeAxis(look: ChartLook, data: readonly (string | number)[], name?: string) {
  const base = axisLook(look);
  return {
    ...base,
    type: 'category',
    data: data.map(String),
    splitLine: { show: false },
    ...(name === undefined ? {} : { name, nameLocation: 'middle', nameGap: 26 }),
  };
}

export function shortFigure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trimmed(value / 1e6)}M`;
  if (size >= 1e4) return `${trimmed(value / 1e3)}k`;
  return Number.isInteger(value) ? figureText(value) : trimmed(value);
}

/** Enough digits to tell neighbouring labels apart, and no zeros after them. */
function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)));
}

export function textLook(look: ChartLook) {
  return { color: look.quiet, fontSize: 11, fontFamily: look.font };
}
