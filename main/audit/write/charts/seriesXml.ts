import type { ChartSeries } from '../../workbook/chart.ts';
import { COLOURS } from '../style/looks.ts';
import { xmlEscaped, xmlLine } from '../text/xmlText.ts';
import type { ChartValues } from './chartValues.ts';

export type SeriesShape = 'bars' | 'line' | 'scatter';

export function seriesXml(shape: SeriesShape, line: ChartSeries, index: number, values: ChartValues): string {
  const name = `<c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${xmlLine(line.name)}</c:v></c:tx>`;
  const colour = COLOURS.series[line.colour];
  const [along, value] = [dataXml(line.along, values), dataXml(line.values, values)];
  switch (shape) {
    case 'bars':
      return `<c:ser>${name}<c:spPr>${fill(colour)}</c:spPr><c:invertIfNegative val="0"/><c:cat>${along}</c:cat><c:val>${value}</c:val></c:ser>`;
    case 'line':
      return `<c:ser>${name}${stroke(colour, line.dashed === true)}<c:marker><c:symbol val="none"/></c:marker><c:cat>${along}</c:cat><c:val>${value}</c:val><c:smooth val="0"/></c:ser>`;
    case 'scatter': {
      const fitted = line.dashed === true;
      const marks = fitted
        ? '<c:marker><c:symbol val="none"/></c:marker>'
        : `<c:marker><c:symbol val="circle"/><c:size val="4"/><c:spPr>${fill(colour)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
      const drawn = fitted ? stroke(colour, true) : '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>';
      return `<c:ser>${name}${drawn}${marks}<c:xVal>${along}</c:xVal><c:yVal>${value}</c:yVal><c:smooth val="0"/></c:ser>`;
    }
  }
}

function fill(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

function stroke(colour: string, dashed: boolean): string {
  const dash = dashed ? '<a:prstDash val="dash"/>' : '';
  return `<c:spPr><a:ln w="${dashed ? 12_700 : 19_050}" cap="rnd">${fill(colour)}${dash}<a:round/></a:ln></c:spPr>`;
}

/** The range, and what is in it where that is known: programs that only show a file draw from that. */
function dataXml(range: string, values: ChartValues): string {
  const texts = values.kindOf(range) === 'text';
  const [ref, cache] = texts ? ['strRef', 'strCache'] : ['numRef', 'numCache'];
  const known = values.of(range);
  const points = known?.flatMap((value, at) =>
    value === null ? [] : [`<c:pt idx="${at}"><c:v>${xmlEscaped(String(value))}</c:v></c:pt>`],
  );
  const format = texts
    ? ''
    : `<c:formatCode>${values.kindOf(range) === 'day' ? 'yyyy\\-mm\\-dd' : 'General'}</c:formatCode>`;
  const told =
    points === undefined
      ? ''
      : `<c:${cache}>${format}<c:ptCount val="${known?.length ?? 0}"/>${points.join('')}</c:${cache}>`;
  return `<c:${ref}><c:f>${xmlEscaped(range)}</c:f>${told}</c:${ref}>`;
}
