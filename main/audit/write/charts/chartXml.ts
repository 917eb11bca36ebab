import type { Chart, ChartSeries } from '../../workbook/chart.ts';
import { CHART, DRAWING, RELATIONS, XML } from '../parts/namespaces.ts';
import { COLOURS } from '../style/looks.ts';
import { type AxisIds, axesXml, LEFT, RIGHT } from './axesXml.ts';
import { textLook, titleXml } from './chartText.ts';
import type { ChartValues } from './chartValues.ts';
import { type SeriesShape, seriesXml } from './seriesXml.ts';

interface Plot {
  readonly shape: SeriesShape;
  readonly ids: AxisIds;
  readonly series: readonly { readonly line: ChartSeries; readonly index: number }[];
}

export function chartXml(chart: Chart, values: ChartValues): string {
  const plots = plotsOf(chart);
  const kind = values.kindOf(chart.series[0]?.along ?? '');
  const drawn = plots.map(({ shape, ids, series }) => {
    const inside = series.map(({ line, index }) => seriesXml(shape, line, index, values)).join('');
    const axes = `<c:axId val="${ids.along}"/><c:axId val="${ids.value}"/>`;
    return plotXml(shape, inside, axes);
  });
  const right = chart.series.some((series) => series.right === true);
  const axes = axesXml({ scatter: chart.kind === 'scatter', kind, names: chart.axis, right });
  const legend =
    chart.series.length < 2
      ? ''
      : `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textLook(9, COLOURS.soft)}</c:legend>`;
  return `${XML}<c:chartSpace xmlns:c="${CHART}" xmlns:a="${DRAWING}" xmlns:r="${RELATIONS}"><c:roundedCorners val="0"/><c:chart>${titleXml(chart.title, 12)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${drawn.join('')}${axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="${COLOURS.rule}"/></a:solidFill></a:ln></c:spPr>${textLook(9, COLOURS.soft)}</c:chartSpace>`;
}

function plotXml(shape: SeriesShape, series: string, axes: string): string {
  const begin = '<c:varyColors val="0"/>';
  if (shape === 'bars')
    return `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>${begin}${series}<c:gapWidth val="220"/>${axes}</c:barChart>`;
  if (shape === 'line')
    return `<c:lineChart><c:grouping val="standard"/>${begin}${series}<c:marker val="1"/>${axes}</c:lineChart>`;
  return `<c:scatterChart><c:scatterStyle val="lineMarker"/>${begin}${series}${axes}</c:scatterChart>`;
}

/** One plot for each way of drawing and each side; a chart draws them over one another. */
function plotsOf(chart: Chart): Plot[] {
  const found = new Map<
    string,
    { shape: SeriesShape; ids: AxisIds; series: { line: ChartSeries; index: number }[] }
  >();
  chart.series.forEach((line, index) => {
    const shape = chart.kind === 'bars' && line.dashed === true ? 'line' : chart.kind;
    const ids = line.right === true ? RIGHT : LEFT;
    const key = `${line.right === true ? 1 : 0} ${shape}`;
    const plot = found.get(key) ?? { shape, ids, series: [] };
    plot.series.push({ line, index });
    found.set(key, plot);
  });
  // Those on the right come last, as their axes do.
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, plot]) => plot);
}
