import type { Highlight } from '../../workbook/workbook.ts';
import { MAIN, XML } from '../parts/namespaces.ts';
import { xmlEscaped } from '../text/xmlText.ts';
import type { CellStyle, Styles } from './createStyles.ts';
import { FONT, type FontLook, type Rules } from './looks.ts';

/** Marks of conditional formats, by the position that `dxfId` tells. */
export const MARKS: readonly Highlight['as'][] = ['good', 'bad', 'attention', 'quiet'];
const MARK_COLOURS: Readonly<Record<Highlight['as'], readonly [ink: string, fill: string]>> = {
  good: ['1A6E3C', 'E3F3E9'],
  bad: ['B3261E', 'FBE6E4'],
  attention: ['8A5800', 'FDF1DC'],
  quiet: ['5B6665', 'F7F9F8'],
};

/** The first two fills are fixed by Excel, whatever the file says of them. */
const FIXED_FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
];
const NO_BORDER = '<border><left/><right/><top/><bottom/><diagonal/></border>';

export function stylesXml(styles: Styles): string {
  const fonts = list<string>([]);
  const fills = list(FIXED_FILLS);
  const borders = list([NO_BORDER]);
  const formats = styles.numberFormats.own();
  const xfs = styles.all().map((style) => {
    const { font, fill, rules } = style.parts;
    return xfXml(style, {
      font: fonts.at(fontXml(font)),
      fill: fill === undefined ? 0 : fills.at(fillXml(fill)),
      border: rules === undefined ? 0 : borders.at(borderXml(rules)),
    });
  });
  const numFmts = formats.map(
    ({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${xmlEscaped(code)}"/>`,
  );
  return `${XML}<styleSheet xmlns="${MAIN}">${[
    numFmts.length === 0 ? '' : counted('numFmts', numFmts),
    counted('fonts', fonts.all),
    counted('fills', fills.all),
    counted('borders', borders.all),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    counted('cellXfs', xfs),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    counted('dxfs', MARKS.map(dxfXml)),
    '<tableStyles count="0" defaultTableStyle="TableStyleLight1" defaultPivotStyle="PivotStyleLight16"/>',
  ].join('')}</styleSheet>`;
}

function xfXml(
  { parts, numberFormat, quoted }: CellStyle,
  at: { font: number; fill: number; border: number },
): string {
  const horizontal = parts.align === undefined ? '' : ` horizontal="${parts.align}"`;
  const wrap = parts.wrapped === true ? ' wrapText="1"' : '';
  const inside = `<alignment${horizontal} vertical="top"${wrap}/>${parts.unlocked === true ? '<protection locked="0"/>' : ''}`;
  const applied = [
    numberFormat === 0 ? '' : ' applyNumberFormat="1"',
    ' applyFont="1"',
    at.fill === 0 ? '' : ' applyFill="1"',
    at.border === 0 ? '' : ' applyBorder="1"',
    ' applyAlignment="1"',
    parts.unlocked === true ? ' applyProtection="1"' : '',
  ].join('');
  const quote = quoted ? ' quotePrefix="1"' : '';
  return `<xf numFmtId="${numberFormat}" fontId="${at.font}" fillId="${at.fill}" borderId="${at.border}" xfId="0"${quote}${applied}>${inside}</xf>`;
}

function fontXml({ size, colour, bold, underlined }: FontLook): string {
  return `<font>${bold === true ? '<b/>' : ''}${underlined === true ? '<u/>' : ''}<sz val="${size}"/><color rgb="FF${colour}"/><name val="${FONT}"/><family val="2"/></font>`;
}

function fillXml(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml({ edges, colour }: Rules): string {
  const edge = (name: string, drawn: boolean) =>
    drawn ? `<${name} style="thin"><color rgb="FF${colour}"/></${name}>` : `<${name}/>`;
  const around = edges === 'around';
  return `<border>${edge('left', around)}${edge('right', around)}${edge('top', around)}${edge('bottom', true)}<diagonal/></border>`;
}

function dxfXml(mark: Highlight['as']): string {
  const [ink, fill] = MARK_COLOURS[mark];
  return `<dxf><font>${mark === 'quiet' ? '' : '<b/>'}<color rgb="FF${ink}"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor rgb="FF${fill}"/></patternFill></fill></dxf>`;
}

function counted(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}

/** Each item once, by its position. */
function list<T>(first: readonly T[]): { readonly all: readonly T[]; at(item: T): number } {
  const all = [...first];
  return {
    all,
    at(item) {
      const known = all.indexOf(item);
      return known === -1 ? all.push(item) - 1 : known;
    },
  };
}
