import { cellText, cutText, xmlLine } from '../text/xmlText.ts';
import { MAIN, XML } from './namespaces.ts';

export interface Table {
  readonly id: number;
  readonly name: string;
  readonly range: string;
  readonly titles: readonly string[];
}

/** The filter is the table's own: a second one of the sheet over the same cells makes Excel repair the file. */
export function tableXml({ id, name, range, titles }: Table): string {
  const columns = titles.map((title, index) => `<tableColumn id="${index + 1}" name="${xmlLine(title)}"/>`);
  return `${XML}<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${range}" totalsRowShown="0"><autoFilter ref="${range}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}

const LONGEST = 255;

/** Titles as a table takes them: on one line, none empty, each unlike the others whatever its case. */
export function columnTitles(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title, index) => {
    const plain = cutText(cellText(title).replace(/\s+/g, ' ').trim(), LONGEST - 8) || `Column ${index + 1}`;
    let unlike = plain;
    for (let number = 2; taken.has(unlike.toLowerCase()); number += 1) unlike = `${plain} (${number})`;
    taken.add(unlike.toLowerCase());
    return unlike;
  });
}
