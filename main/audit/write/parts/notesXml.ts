import { cellName } from '../../workbook/reference.ts';
import type { SheetNote } from '../sheet/extras.ts';
import { FONT } from '../style/looks.ts';
import { cellText, xmlEscaped } from '../text/xmlText.ts';
import { MAIN, XML } from './namespaces.ts';

/** Shapes are numbered in blocks of this size, and a block belongs to one drawing. */
const BLOCK = 1024;
const PIXELS_WIDE = 260;
const LETTERS_A_LINE = 44;
const LINE = 17;

export function commentsXml(notes: readonly SheetNote[], author: string): string {
  const list = notes.map(
    ({ row, column, text }) =>
      `<comment ref="${cellName(row, column)}" authorId="0"><text><r><rPr><sz val="9"/><color rgb="FF161B1B"/><rFont val="${FONT}"/><family val="2"/></rPr><t xml:space="preserve">${xmlEscaped(cellText(text))}</t></r></text></comment>`,
  );
  return `${XML}<comments xmlns="${MAIN}"><authors><author>${xmlEscaped(author)}</author></authors><commentList>${list.join('')}</commentList></comments>`;
}

export function blocksFor(notes: number): number {
  return Math.ceil(notes / (BLOCK - 1));
}

/** The boxes the notes show in: a drawing of the older kind is still where Excel looks for them. */
export function notesVml(notes: readonly SheetNote[], firstBlock: number, widths: readonly number[]): string {
  const blocks = Array.from({ length: blocksFor(notes.length) }, (_, index) => firstBlock + index);
  const shapes = notes.map((note, index) => {
    const block = firstBlock + Math.floor(index / (BLOCK - 1));
    return shape(note, block * BLOCK + 1 + (index % (BLOCK - 1)), widths);
  });
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
}

function shape({ row, column, text }: SheetNote, id: number, widths: readonly number[]): string {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 0);
  const rows = Math.min(40, lines) + 1;
  const [last, over] = reach(column + 1, widths);
  const top = Math.max(0, row - 2);
  const anchor = [column, 12, top, 8, last, over, top + rows, 8].join(', ');
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden;width:${PIXELS_WIDE}px;height:${rows * LINE}px" fillcolor="#F7F9F8" strokecolor="#939D9C" o:insetmode="auto"><v:fill color2="#F7F9F8"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`;
}

/** The column (from 0) in which the box ends, and how far in. */
function reach(from: number, widths: readonly number[]): readonly [column: number, pixels: number] {
  let rest = PIXELS_WIDE;
  for (let column = from; ; column += 1) {
    const wide = Math.round((widths[column - 1] ?? 9) * 7 + 5);
    if (rest <= wide) return [column - 1, rest];
    rest -= wide;
  }
}
