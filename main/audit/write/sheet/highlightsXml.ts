import type { Highlight } from '../../workbook/workbook.ts';
import { MARKS } from '../style/stylesXml.ts';
import { xmlEscaped } from '../text/xmlText.ts';

export function highlightsXml(highlights: readonly Highlight[]): string {
  return highlights
    .map(({ range, when, as }, index) => {
      const about = `dxfId="${MARKS.indexOf(as)}" priority="${index + 1}"`;
      const rule =
        'equals' in when
          ? `<cfRule type="cellIs" ${about} operator="equal"><formula>${xmlEscaped(inQuotes(when.equals))}</formula></cfRule>`
          : `<cfRule type="expression" ${about}><formula>${xmlEscaped(when.formula)}</formula></cfRule>`;
      return `<conditionalFormatting sqref="${range}">${rule}</conditionalFormatting>`;
    })
    .join('');
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
