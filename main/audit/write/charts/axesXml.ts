import { COLOURS } from '../style/looks.ts';
import { textLook, titleXml } from './chartText.ts';
import type { ValueKind } from './chartValues.ts';

export interface AxisIds {
  readonly along: number;
  readonly value: number;
}

export const LEFT: AxisIds = { along: 10_001, value: 10_002 };
export const RIGHT: AxisIds = { along: 10_003, value: 10_004 };

interface Axes {
  readonly scatter: boolean;
  readonly kind: ValueKind;
  readonly names: { readonly x: string; readonly y: string };
  readonly right: boolean;
}

export function axesXml({ scatter, kind, names, right }: Axes): string {
  const along = scatter ? 'valAx' : kind === 'day' ? 'dateAx' : 'catAx';
  return [
    alongXml(along, LEFT, titleXml(names.x, 9), false),
    valueXml(LEFT, titleXml(names.y, 9, true), { right: false, between: !scatter }),
    right ? alongXml(along, RIGHT, '', true) : '',
    right ? valueXml(RIGHT, '', { right: true, between: !scatter }) : '',
  ].join('');
}

/** Its labels stand below everything, also where values are below zero. */
function alongXml(
  element: 'valAx' | 'dateAx' | 'catAx',
  ids: AxisIds,
  title: string,
  hidden: boolean,
): string {
  const last = {
    catAx: '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>',
    dateAx: '<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>',
    valAx: '<c:crossBetween val="midCat"/>',
  }[element];
  const format =
    element === 'dateAx'
      ? '<c:numFmt formatCode="yyyy\\-mm\\-dd" sourceLinked="0"/>'
      : '<c:numFmt formatCode="General" sourceLinked="0"/>';
  return `<c:${element}><c:axId val="${ids.along}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="${hidden ? 1 : 0}"/><c:axPos val="b"/>${title}${format}<c:majorTickMark val="${element === 'dateAx' ? 'none' : 'out'}"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${edge(COLOURS.strongRule)}${textLook(9, COLOURS.soft)}<c:crossAx val="${ids.value}"/><c:crosses val="autoZero"/>${last}</c:${element}>`;
}

function valueXml(
  ids: AxisIds,
  title: string,
  { right, between }: { right: boolean; between: boolean },
): string {
  const grid = right ? '' : `<c:majorGridlines>${edge(COLOURS.rule)}</c:majorGridlines>`;
  return `<c:valAx><c:axId val="${ids.value}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${right ? 'r' : 'l'}"/>${grid}${title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${right ? 'high' : 'low'}"/>${edge(COLOURS.rule)}${textLook(9, COLOURS.soft)}<c:crossAx val="${ids.along}"/><c:crosses val="${right ? 'max' : 'autoZero'}"/><c:crossBetween val="${between ? 'between' : 'midCat'}"/></c:valAx>`;
}

function edge(colour: string): string {
  return `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr>`;
}
