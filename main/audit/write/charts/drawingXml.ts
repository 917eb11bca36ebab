import type { Chart } from '../../workbook/chart.ts';
import { readRange } from '../../workbook/reference.ts';
import { CHART, DRAWING, RELATIONS, SHEET_DRAWING, XML } from '../parts/namespaces.ts';
import { cutText, xmlLine } from '../text/xmlText.ts';

const LONGEST_NAME = 120;

/** Where the charts of a sheet lie over its cells, and what they show for those who can't see them. */
export function drawingXml(charts: readonly { readonly chart: Chart; readonly relation: string }[]): string {
  const anchors = charts.map(({ chart, relation }, index) => {
    const name = xmlLine(cutText(chart.title, LONGEST_NAME));
    const frame = `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="${name}" descr="${xmlLine(chart.told)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" r:id="${relation}"/></a:graphicData></a:graphic></xdr:graphicFrame>`;
    return `<xdr:twoCellAnchor>${corner('from', chart.at.from)}${corner('to', chart.at.to)}${frame}<xdr:clientData/></xdr:twoCellAnchor>`;
  });
  return `${XML}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${DRAWING}" xmlns:r="${RELATIONS}">${anchors.join('')}</xdr:wsDr>`;
}

function corner(which: 'from' | 'to', cell: string): string {
  const range = readRange(cell);
  if (range === null) throw new Error(`A chart can't stand at “${cell}”.`);
  return `<xdr:${which}><xdr:col>${range.left - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${range.top - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${which}>`;
}
