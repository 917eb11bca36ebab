import { COLOURS, FONT } from '../style/looks.ts';
import { xmlLine } from '../text/xmlText.ts';

export function titleXml(text: string, size: number, turned = false): string {
  const body = turned ? '<a:bodyPr rot="-5400000" vert="horz"/>' : '<a:bodyPr/>';
  const look = `lang="en-US" sz="${size * 100}" b="${size > 10 ? 1 : 0}"`;
  const inside = `<a:solidFill><a:srgbClr val="${size > 10 ? COLOURS.ink : COLOURS.quiet}"/></a:solidFill><a:latin typeface="${FONT}"/>`;
  return `<c:title><c:tx><c:rich>${body}<a:p><a:pPr><a:defRPr sz="${size * 100}"/></a:pPr><a:r><a:rPr ${look}>${inside}</a:rPr><a:t>${xmlLine(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

export function textLook(size: number, colour: string): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size * 100}" b="0"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:latin typeface="${FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
}
