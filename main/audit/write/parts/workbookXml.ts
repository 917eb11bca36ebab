import type { DefinedName } from '../../workbook/workbook.ts';
import { xmlEscaped } from '../text/xmlText.ts';
import { MAIN, RELATIONS, XML } from './namespaces.ts';

export interface Tab {
  readonly name: string;
  /** Of the relation that leads to its part. */
  readonly relation: string;
  /** `'CCF'!$1:$4`: repeated on each printed page. */
  readonly repeated: string | null;
}

/** In the order of the tabs. */
export function workbookXml(tabs: readonly Tab[], names: readonly DefinedName[]): string {
  const sheets = tabs.map(
    ({ name, relation }, index) =>
      `<sheet name="${xmlEscaped(name)}" sheetId="${index + 1}" r:id="${relation}"/>`,
  );
  const titles = tabs.flatMap(({ repeated }, index) =>
    repeated === null
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlEscaped(repeated)}</definedName>`,
        ],
  );
  const own = names.map(
    ({ name, refersTo }) => `<definedName name="${name}">${xmlEscaped(refersTo)}</definedName>`,
  );
  const defined = [...titles, ...own];
  return [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr defaultThemeVersion="124226"/>`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="26000" windowHeight="16000" tabRatio="800" activeTab="0"/></bookViews>',
    `<sheets>${sheets.join('')}</sheets>`,
    defined.length === 0 ? '' : `<definedNames>${defined.join('')}</definedNames>`,
    '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>',
  ].join('');
}
