import type { Highlight, Validation } from '../../workbook/workbook.ts';
import { RELATIONS } from '../parts/namespaces.ts';
import type { Relations } from '../parts/relations.ts';
import { cutText, xmlEscaped, xmlLine } from '../text/xmlText.ts';
import type { Extras } from './extras.ts';
import { highlightsXml } from './highlightsXml.ts';
import { validationsXml } from './validationsXml.ts';

/** Excel ignores links past this number, and says that the file is damaged. */
export const MOST_LINKS = 65_530;
/** Of one of the three thirds of a header. */
const LONGEST_HEADER = 70;

export interface SheetTail {
  readonly protected: boolean;
  readonly extras: Extras;
  readonly validations: readonly Validation[];
  readonly highlights: readonly Highlight[];
  readonly portrait: boolean;
  readonly title: string;
  readonly packageId: string;
  /** Cells of text that may look like numbers; no triangle is wanted beside each. */
  readonly texts: string | null;
  readonly drawing: string | null;
  readonly notes: string | null;
  /** Ids of the relations to its tables. */
  readonly tables: readonly string[];
}

/** Everything of a sheet that stands after its cells, in the one order that Excel takes: ECMA-376, part 1, 18.3.1.99. */
export function sheetTail(tail: SheetTail, relations: Relations): string {
  const { merges, links } = tail.extras;
  return [
    '</sheetData>',
    tail.protected
      ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" autoFilter="0"/>'
      : '',
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    highlightsXml(tail.highlights),
    validationsXml(tail.validations),
    linksXml(links.slice(0, MOST_LINKS), relations),
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup orientation="${tail.portrait ? 'portrait' : 'landscape'}" fitToWidth="1" fitToHeight="0"/>`,
    headerFooter(tail.title, tail.packageId),
    tail.texts === null
      ? ''
      : `<ignoredErrors><ignoredError sqref="${tail.texts}" numberStoredAsText="1"/></ignoredErrors>`,
    tail.drawing === null ? '' : `<drawing r:id="${tail.drawing}"/>`,
    tail.notes === null ? '' : `<legacyDrawing r:id="${tail.notes}"/>`,
    tail.tables.length === 0
      ? ''
      : `<tableParts count="${tail.tables.length}">${tail.tables.map((id) => `<tablePart r:id="${id}"/>`).join('')}</tableParts>`,
    '</worksheet>',
  ].join('');
}

function linksXml(links: Extras['links'], relations: Relations): string {
  if (links.length === 0) return '';
  const told = links.map(({ cell, to }) =>
    'place' in to
      ? `<hyperlink ref="${cell}" location="${xmlEscaped(to.place)}"/>`
      : `<hyperlink ref="${cell}" r:id="${relations.add(`${RELATIONS}/hyperlink`, to.address, true)}"/>`,
  );
  return `<hyperlinks>${told.join('')}</hyperlinks>`;
}

function headerFooter(title: string, packageId: string): string {
  // & begins a code there, and is doubled to be itself.
  const plain = (text: string) => xmlLine(cutText(text, LONGEST_HEADER).replaceAll('&', '&&'));
  return `<headerFooter><oddHeader>&amp;L${plain(title)}&amp;R&amp;A</oddHeader><oddFooter>&amp;LPackage ${plain(packageId)}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>`;
}
