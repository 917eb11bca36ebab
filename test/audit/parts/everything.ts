import type { Cell } from '../../../main/audit/workbook/cell.ts';
import { placeOf } from '../../../main/audit/workbook/reference.ts';
import type { DataSheet, Page, Properties, Workbook } from '../../../main/audit/workbook/workbook.ts';

export const PROPERTIES: Properties = {
  title: 'Mugs & <pots>',
  subject: 'A test',
  creator: 'Leadline',
  description: 'Every kind of cell',
  created: '2026-03-08T01:02:03Z',
  packageId: 'p-0123456789abcdef',
};

export const DAYS = 40;
const WAVE = Array.from({ length: DAYS }, (_, day) => Math.sin(day / 3) + day / 50);
/** Three days behind, and louder. */
const LATER = WAVE.map((_, day) => 2 * (WAVE[Math.max(0, day - 3)] ?? 0) + Math.cos(day * day) / 10);

export function correlation(lag: number): number {
  const [x, y] = [WAVE.slice(0, DAYS - lag), LATER.slice(lag)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (of: (index: number) => number) => x.reduce((total, _, index) => total + of(index), 0);
  const dx = (index: number) => (x[index] ?? 0) - mx;
  const dy = (index: number) => (y[index] ?? 0) - my;
  return sum((at) => dx(at) * dy(at)) / Math.sqrt(sum((at) => dx(at) ** 2) * sum((at) => dy(at) ** 2));
}

export const SERIES = 'Owner’s series & more';

export function seriesSheet(): DataSheet {
  return {
    kind: 'data',
    name: SERIES,
    heading: [{ value: 'Two series, day by day', look: 'strong' }],
    columns: [
      { title: 'Day', width: 12, format: { kind: 'day' } },
      { title: 'Signal', width: 12, format: { kind: 'number', digits: 4 }, note: 'What people say' },
      { title: 'Outcome', width: 12, format: { kind: 'general' } },
      { title: 'Amount, minor', width: 14, format: { kind: 'integer' }, summed: true },
      { title: 'Text\nof two lines', width: 30, format: { kind: 'text' } },
    ],
    expected: DAYS,
    *rows() {
      for (let from = 0; from < DAYS; from += 7)
        yield Array.from({ length: Math.min(7, DAYS - from) }, (_, index) => seriesRow(from + index));
    },
  };
}

function seriesRow(day: number): Cell[] {
  const iso = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
  return [{ day: iso }, WAVE[day] ?? null, LATER[day] ?? null, day === 7 ? null : 100 + day, `=day(${day})`];
}

/** A workbook with one of everything. */
export function everything(headline: Partial<Page> = {}): Workbook {
  return {
    properties: PROPERTIES,
    names: [
      { name: 'lag', refersTo: placeOf('Headline', { top: 3, left: 2, bottom: 3, right: 2 }) },
      { name: 'signal', refersTo: placeOf(SERIES, { top: 3, left: 2, bottom: DAYS + 2, right: 2 }) },
      { name: 'outcome', refersTo: placeOf(SERIES, { top: 3, left: 3, bottom: DAYS + 2, right: 3 }) },
    ],
    sheets: [
      { kind: 'page', name: 'Cover', make: () => cover() },
      { kind: 'page', name: 'Headline', make: () => ({ ...headlinePage(), ...headline }) },
      seriesSheet(),
      {
        kind: 'page',
        name: 'Review',
        make: (written) => reviewPage(written.get(SERIES)?.sums.get('Amount, minor') ?? 0),
      },
    ],
  };
}

function cover(): Page {
  return {
    widths: [20, 40, 10],
    portrait: true,
    repeated: { from: 1, to: 2 },
    rows: [
      [{ value: 'Mugs lead', look: 'title' }],
      [{ value: 'What people say comes first. '.repeat(12), look: 'wrapped', across: 3 }],
      [],
      ['Headline', { text: 'Go there', to: { place: "'Headline'!A1" } }],
      ['Site', { text: 'Docs', to: { address: 'https://example.com/a?b=1&c="2"' } }],
      ['Mail', { text: 'Owner', to: { address: 'mailto:owner@example.com' } }],
      ['Bad', { text: 'Click me', to: { address: 'javascript:alert(1)' } }],
      ['Nowhere', { text: 'Lost', to: { place: "'None'!A1" } }],
      ['Long', 2n ** 60n, 12n],
      ['Day', { day: '2026-03-08' }, { day: '1900-02-28' }],
      ['Instant', { instant: '2026-03-08T01:02:03.456Z' }, { instant: 'soon' }],
      ['Truth', true, false],
      ['No number', Number.NaN, Number.POSITIVE_INFINITY],
      [
        null,
        { value: null, look: 'input' },
        { value: 1234.5, format: { kind: 'money', currency: 'USD', digits: 2 } },
      ],
    ],
  };
}

function headlinePage(): Page {
  const r = correlation(3);
  const headings = ['Figure', 'Live', 'Stored', 'Difference', 'Verdict'];
  return {
    widths: [20, 16, 16, 16, 12],
    frozen: { rows: 2, columns: 1 },
    tables: [{ name: 'figures', range: 'A2:E5' }],
    rows: [
      [{ value: 'Headline', look: 'subtitle' }],
      headings.map((value) => ({ value, look: 'heading' as const })),
      ['Lag', { value: 3, look: 'input', note: 'Change me' }, null, null, null],
      [
        'r',
        {
          formula: `CORREL(INDEX(signal,1):INDEX(signal,${DAYS}-lag),INDEX(outcome,1+lag):INDEX(outcome,${DAYS}))`,
          cached: r,
          look: 'live',
          format: { kind: 'number', digits: 6 },
        },
        { value: r, look: 'stored' },
        { formula: 'B4-C4', cached: 0 },
        { formula: 'IF(ABS(D4)<=0.000000001,"TIES","BREAK")', cached: 'TIES' },
      ],
      ['None', { formula: 'NA()', cached: { error: '#N/A' } }, null, { formula: 'B4>0', cached: true }, null],
      ['Sum of squares', { formula: 'SUM(signal*signal)', cached: squares(), array: true }],
    ],
    validations: [
      { kind: 'whole', range: 'B3', from: 0, to: 10, error: 'Between 0 and 10', prompt: 'Days & more' },
    ],
    highlights: [
      { range: 'E4', when: { equals: 'TIES' }, as: 'good' },
      { range: 'E4', when: { formula: 'ABS(D4)>0.000000001' }, as: 'bad' },
    ],
    charts: [
      {
        kind: 'line',
        title: 'Both',
        told: 'Two lines that rise',
        at: { from: 'G2', to: 'O18' },
        axis: { x: 'Day', y: 'Index' },
        series: [
          { name: 'Signal', along: along('A'), values: along('B'), colour: 'first' },
          { name: 'Outcome', along: along('A'), values: along('C'), colour: 'second', right: true },
        ],
      },
      {
        kind: 'scatter',
        title: 'One against the other',
        told: 'Dots along a line',
        at: { from: 'G20', to: 'O36' },
        axis: { x: 'Signal', y: 'Outcome' },
        series: [{ name: 'Days', along: along('B'), values: along('C'), colour: 'third' }],
      },
      {
        kind: 'bars',
        title: 'Verdicts',
        told: 'Bars',
        at: { from: 'G38', to: 'O50' },
        axis: { x: 'Figure', y: 'Value' },
        series: [
          { name: 'Live', along: "'Headline'!$A$3:$A$5", values: "'Headline'!$B$3:$B$5", colour: 'first' },
          {
            name: 'Bound',
            along: "'Headline'!$A$3:$A$5",
            values: "'Headline'!$C$3:$C$5",
            colour: 'quiet',
            dashed: true,
          },
        ],
      },
    ],
  };
}

export function squares(): number {
  return WAVE.reduce((sum, value) => sum + value * value, 0);
}

function reviewPage(sum: number | bigint): Page {
  return {
    widths: [14, 14, 40, 12],
    rows: [
      [{ value: `Amounts come to ${sum}`, look: 'strong' }],
      [
        'row-1',
        { value: null, look: 'input' },
        { value: 'seen', look: 'input' },
        { value: { day: '2026-03-09' }, look: 'input' },
      ],
    ],
    validations: [
      { kind: 'list', range: 'B2', choices: ['ok', 'to be asked'], error: 'Choose one' },
      { kind: 'length', range: 'C2', most: 500, error: 'Too long' },
      { kind: 'day', range: 'D2', error: 'A day' },
    ],
  };
}

function along(column: string): string {
  return `${placeOf(SERIES, { top: 1, left: 1, bottom: 1, right: 1 }).split('!')[0]}!$${column}$3:$${column}$${DAYS + 2}`;
}
