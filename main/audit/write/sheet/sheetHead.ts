import { cellName } from '../../workbook/reference.ts';
import { MAIN, RELATIONS, XML } from '../parts/namespaces.ts';

export interface SheetHead {
  readonly first: boolean;
  readonly widths: readonly number[];
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly grid: boolean;
}

/** Widest that a column may be. */
const WIDEST = 255;
/** In points: of one line of the font. */
export const LINE = 13.5;

/** Everything of a sheet that stands before its cells; where they end isn't known yet. */
export function sheetHead({ first, widths, frozen, grid }: SheetHead): string {
  const selected = first ? ' tabSelected="1"' : '';
  const lines = grid ? '' : ' showGridLines="0"';
  const cols = widths.map((width, index) => {
    const told = Math.max(1, Math.min(WIDEST, Number.isFinite(width) ? width : 10));
    return `<col min="${index + 1}" max="${index + 1}" width="${told}" customWidth="1"/>`;
  });
  return [
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView${lines}${selected} workbookViewId="0">${pane(frozen)}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="${LINE}"/>`,
    cols.length === 0 ? '' : `<cols>${cols.join('')}</cols>`,
    '<sheetData>',
  ].join('');
}

function pane({ rows, columns }: SheetHead['frozen']): string {
  if (rows === 0 && columns === 0) return '<selection activeCell="A1" sqref="A1"/>';
  const across = columns > 0 ? ` xSplit="${columns}"` : '';
  const down = rows > 0 ? ` ySplit="${rows}"` : '';
  const corner = cellName(rows + 1, columns + 1);
  const moving = rows === 0 ? 'topRight' : columns === 0 ? 'bottomLeft' : 'bottomRight';
  const others = moving === 'bottomRight' ? '<selection pane="topRight"/><selection pane="bottomLeft"/>' : '';
  return `<pane${across}${down} topLeftCell="${corner}" activePane="${moving}" state="frozen"/>${others}<selection pane="${moving}" activeCell="${corner}" sqref="${corner}"/>`;
}
