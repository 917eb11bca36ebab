import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { axisLook, placeAxis, textLook, valueAxis } from './axes.ts';

export interface Line {
  readonly name: string;
  /** One for each day; NaN or null is a gap. */
  readonly values: ArrayLike<number | null>;
  /** Its own axis at the right, where two units stand beside each other. */
  readonly side?: 'left' | 'right';
  readonly color?: (look: ChartLook) => string;
  readonly dashed?: boolean;
  /** Joins what lies beside a gap, for a line that has few points. */
  readonly joined?: boolean;
}

/** What is known to have happened: a day, or a span of days. */
export interface Mark {
  readonly kind: 'promotion' | 'holiday' | 'stockout' | 'note' | 'event' | 'break';
  readonly label: string;
  readonly first: string;
  readonly last: string;
}

export interface Lines {
  readonly days: readonly string[];
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
  /** Of the left axis, where all lines share it. */
  readonly unit?: string;
  readonly zero?: boolean;
  /** The places of the days, where they are none: "lead". */
  readonly along?: string;
}

/** Series over days, each named in its own colour, with what is known to have happened behind them. */
export function lines({ days, lines: given, marks = [], unit, zero = false, along = 'Day' }: Lines): Drawing {
  const values = given.map((line) => days.map((_, i) => gapped(line.values[i])));
  const known = knownOn(days, marks);
  const table = {
    columns: [along, ...given.map(({ name }) => name), ...(marks.length > 0 ? ['Known on this day'] : [])],
    rows: days.map((day, i) => [
      day,
      ...values.map((line) => line[i] ?? null),
      ...(marks.length > 0 ? [known.get(i)?.join('; ') ?? ''] : []),
    ]),
  };
  return { table, option: drawn, summary: summaryOf(days, given, values, marks) };

  function drawn(look: ChartLook) {
    const colors = given.map(
      ({ color }, at) => color?.(look) ?? look.series[at % look.series.length] ?? look.ink,
    );
    const two = given.some(({ side }) => side === 'right');
    const axis = (side: 'left' | 'right') => {
      const at = given.findIndex((line) => (line.side ?? 'left') === side);
      const color = colors[at] ?? look.quiet;
      const base = valueAxis(look);
      return {
        ...base,
        position: side,
        scale: !zero && !two,
        name: two ? (given[at]?.name ?? '') : (unit ?? ''),
        nameTextStyle: {
          ...textLook(look),
          ...(two ? { color, fontWeight: 600 } : {}),
          align: side,
          // The name begins over the axis' labels, so that it never leaves the chart.
          padding: side === 'left' ? [0, 0, 0, -36] : [0, -36, 0, 0],
        },
        ...(side === 'right' ? { splitLine: { show: false } } : {}),
      };
    };
    return {
      animation: false,
      grid: { left: 48, right: two ? 48 : given.length > 1 ? 112 : 16, top: 30, bottom: 28 },
      tooltip: { trigger: 'axis', axisPointer: { lineStyle: { color: look.quiet } } },
      xAxis: {
        ...placeAxis(look, days),
        boundaryGap: false,
        axisLine: axisLook(look).axisLine,
        axisLabel: { ...axisLook(look).axisLabel, formatter: dayWords },
      },
      yAxis: two ? [axis('left'), axis('right')] : axis('left'),
      series: given.map((line, at) => ({
        type: 'line',
        name: line.name,
        yAxisIndex: line.side === 'right' ? 1 : 0,
        data: values[at],
        symbol: 'none',
        connectNulls: line.joined === true,
        color: colors[at],
        lineStyle: { width: 1.5, color: colors[at], type: line.dashed ? 'dashed' : 'solid' },
        emphasis: { disabled: true },
        ...(two || given.length < 2
          ? {}
          : {
              endLabel: {
                show: true,
                formatter: line.name,
                color: colors[at],
                fontSize: 11,
                lineHeight: 15,
                width: 100,
                overflow: 'truncate',
              },
              labelLayout: { moveOverlap: 'shiftY' },
            }),
        ...(at === 0 ? markings(marks, days, look) : {}),
      })),
    };
  }
}

const NAMED_AT_MOST = 14;

function markings(marks: readonly Mark[], days: readonly string[], look: ChartLook) {
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const inSight = marks.filter((mark) => mark.last >= first && mark.first <= last);
  const color = (kind: Mark['kind']) =>
    ({
      promotion: look.accent,
      holiday: look.quiet,
      stockout: look.broken,
      note: look.warning,
      event: look.ink,
      break: look.warning,
    })[kind];
  const label = inSight.length <= NAMED_AT_MOST;
  return {
    markArea: {
      silent: true,
      data: inSight
        .filter((mark) => mark.first !== mark.last)
        .map((mark) => [
          {
            xAxis: mark.first < first ? first : mark.first,
            itemStyle: { color: color(mark.kind), opacity: 0.12 },
            label: { ...textLook(look), show: label, formatter: mark.label, position: 'insideTop' },
          },
          { xAxis: mark.last > last ? last : mark.last },
        ]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      data: inSight
        .filter((mark) => mark.first === mark.last)
        .map((mark) => ({
          xAxis: mark.first,
          lineStyle: {
            color: color(mark.kind),
            type: mark.kind === 'holiday' ? 'dotted' : 'solid',
            opacity: mark.kind === 'holiday' ? 0.35 : 0.7,
          },
          label: {
            ...textLook(look),
            show: label && mark.kind === 'note',
            formatter: mark.label,
            position: 'insideEndTop',
          },
        })),
    },
  };
}

/** By the place of the day. Drawn with every move of a slider: a walk through all days for each mark took longer than the rest. */
function knownOn(days: readonly string[], marks: readonly Mark[]): ReadonlyMap<number, string[]> {
  const known = new Map<number, string[]>();
  for (const { first, last, label } of marks)
    for (let i = placeFrom(days, first); i < days.length && (days[i] as string) <= last; i++) {
      const before = known.get(i);
      if (before === undefined) known.set(i, [label]);
      else before.push(label);
    }
  return known;
}

/** Of the first day that isn't before this one. */
function placeFrom(days: readonly string[], day: string): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as string) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function summaryOf(
  days: readonly string[],
  given: readonly Line[],
  values: readonly (readonly (number | null)[])[],
  marks: readonly Mark[],
): string {
  if (days.length === 0) return 'There is no day to draw.';
  const told = given.map(({ name }, at) => {
    const known = (values[at] ?? []).filter((value) => value !== null);
    if (known.length === 0) return `${name} has no value`;
    const least = known.reduce((low, value) => Math.min(low, value));
    const most = known.reduce((high, value) => Math.max(high, value));
    return `${name} between ${figureText(least)} and ${figureText(most)}`;
  });
  const noted =
    marks.length === 0 ? '' : ` ${marks.length} known ${marks.length === 1 ? 'cause' : 'causes'} marked.`;
  return `${dayWords(days[0] ?? '')} to ${dayWords(days.at(-1) ?? '')}: ${told.join('; ')}.${noted}`;
}
