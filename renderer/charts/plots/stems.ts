import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { placeAxis, textLook, valueAxis } from './axes.ts';

export interface Stems {
  /** Positive: the signal comes first. In order, without holes. */
  readonly leads: readonly number[];
  /** At each lead; NaN or null is missing. */
  readonly r: ArrayLike<number | null>;
  /** What chance alone stays within, at each lead; left out where it would claim what isn't so. */
  readonly band?: ArrayLike<number>;
  /** The lead that is marked. */
  readonly best?: number | null;
  /** The lead that is being looked at. */
  readonly at?: number | null;
  /** Said for a lead's unit: "days". */
  readonly unit?: string;
}

/** A correlation at every lead, as stems from 0. */
export function stems({ leads, r, band, best = null, at = null, unit = 'days' }: Stems): Drawing {
  const values = leads.map((_, i) => gapped(r[i]));
  const table = {
    columns: [`Lead (${unit})`, 'r', ...(band === undefined ? [] : ['Chance stays within ±'])],
    rows: leads.map((lead, i) => [lead, values[i] ?? null, ...(band === undefined ? [] : [gapped(band[i])])]),
  };
  return { table, summary: summaryOf(leads, values, band, best, unit), option: drawn };

  function drawn(look: ChartLook) {
    const limit = (sign: 1 | -1) => ({
      type: 'line',
      silent: true,
      data: leads.map((_, i) => {
        const width = gapped(band?.[i]);
        return width === null ? null : sign * width;
      }),
      symbol: 'none',
      lineStyle: { color: look.quiet, width: 1, type: 'dashed' },
    });
    const place = (lead: number | null) => (lead === null ? -1 : leads.indexOf(lead));
    const marks = [
      { xAxis: place(0), lineStyle: { color: look.line, type: 'solid' } },
      ...(place(at) < 0 || at === best
        ? []
        : [{ xAxis: place(at), lineStyle: { color: look.ink, type: 'dotted' } }]),
    ].filter(({ xAxis }) => xAxis >= 0);
    return {
      animation: false,
      grid: { left: 44, right: 16, top: 28, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: {
        ...placeAxis(look, leads, `← sales come first · lead in ${unit} · the signal comes first →`),
        axisTick: { show: false },
      },
      yAxis: { ...valueAxis(look, 'correlation r'), ...range(values, band) },
      series: [
        {
          type: 'bar',
          barWidth: leads.length > 120 ? 1 : 3,
          data: values.map((value, i) => ({
            value: value ?? '-',
            itemStyle: {
              color: leads[i] === best ? look.accent : isBeyond(value, band?.[i]) ? look.ink : look.quiet,
            },
          })),
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: marks },
          ...(best === null || place(best) < 0
            ? {}
            : {
                markPoint: {
                  silent: true,
                  symbol: 'circle',
                  symbolSize: 9,
                  itemStyle: { color: look.accent },
                  label: {
                    ...textLook(look),
                    color: look.accent,
                    fontWeight: 600,
                    position: (values[place(best)] ?? 0) < 0 ? 'bottom' : 'top',
                    formatter: inWords(best, unit),
                  },
                  data: [{ coord: [place(best), values[place(best)] ?? 0] }],
                },
              }),
        },
        ...(band === undefined ? [] : [limit(1), limit(-1)]),
      ],
    };
  }
}

function isBeyond(value: number | null, limit: number | undefined): boolean {
  return value !== null && limit !== undefined && Math.abs(value) > limit;
}

/** Never narrower than what chance does, so that small bumps don't look like mountains. */
function range(values: readonly (number | null)[], band: ArrayLike<number> | undefined) {
  const most = values.reduce<number>((size, value) => Math.max(size, Math.abs(value ?? 0)), 0);
  const widest = band === undefined ? 0 : Math.max(0, ...Array.from(band).filter(Number.isFinite));
  const end = Math.min(1, Math.ceil(Math.max(most * 1.2, widest * 1.6, 0.1) * 10) / 10);
  return { min: -end, max: end, interval: end / 2 };
}

export function inWords(lead: number, unit: string): string {
  const count = `${Math.abs(lead)} ${Math.abs(lead) === 1 ? unit.replace(/s$/, '') : unit}`;
  if (lead === 0) return `same ${unit.replace(/s$/, '')}`;
  return lead > 0 ? `${count} ahead` : `${count} after`;
}

function summaryOf(
  leads: readonly number[],
  values: readonly (number | null)[],
  band: ArrayLike<number> | undefined,
  best: number | null,
  unit: string,
): string {
  const tallest = values.reduce<number>(
    (top, value, i) => (Math.abs(value ?? 0) > Math.abs(values[top] ?? 0) ? i : top),
    0,
  );
  const at = best === null ? tallest : leads.indexOf(best);
  const r = values[at];
  const lead = leads[at];
  if (r === undefined || r === null || lead === undefined) return 'No correlation could be computed.';
  const where = `${lead === 0 ? 'on the ' : ''}${inWords(lead, unit)}${lead > 0 ? ' of sales' : lead < 0 ? ' sales' : ''}`;
  const beyond =
    band === undefined
      ? ''
      : `; ${leads.filter((_, i) => isBeyond(values[i] ?? null, band[i])).length} of ${leads.length} leads lie beyond what chance does`;
  return `r is furthest from 0 with the signal ${where}: ${figureText(r)}${beyond}.`;
}
