import type { Zip, ZipStream } from '../zip/createZip.ts';
import { PACKAGE, XML } from './namespaces.ts';
import { type Relations, relationsName } from './relations.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What kinds of parts there are, and as what the list of contents tells them. */
const TYPES = {
  workbook: `${OFFICE}.spreadsheetml.sheet.main+xml`,
  worksheet: `${OFFICE}.spreadsheetml.worksheet+xml`,
  styles: `${OFFICE}.spreadsheetml.styles+xml`,
  table: `${OFFICE}.spreadsheetml.table+xml`,
  comments: `${OFFICE}.spreadsheetml.comments+xml`,
  drawing: `${OFFICE}.drawing+xml`,
  chart: `${OFFICE}.drawingml.chart+xml`,
  core: 'application/vnd.openxmlformats-package.core-properties+xml',
  app: `${OFFICE}.extended-properties+xml`,
  custom: `${OFFICE}.custom-properties+xml`,
} as const;

export type PartType = keyof typeof TYPES;

const CONTENTS = '[Content_Types].xml';

/** The parts of the file: each is told in the list of contents, which is written when all are. */
export interface Parts {
  add(type: PartType, name: string, xml: string): Promise<void>;
  /** A drawing of an older kind, which notes still need. */
  addVml(name: string, xml: string): Promise<void>;
  addRelations(of: string, relations: Relations): Promise<void>;
  stream(type: PartType, name: string): Promise<ZipStream>;
  /** Numbers parts of a kind: table1, table2, … */
  next(kind: string): number;
  finish(): Promise<void>;
}

export function createParts(zip: Zip): Parts {
  const overrides: string[] = [];
  const numbers = new Map<string, number>();
  const declare = (type: PartType, name: string) =>
    overrides.push(`<Override PartName="/${name}" ContentType="${TYPES[type]}"/>`);
  let drawn = false;
  return {
    async add(type, name, xml) {
      declare(type, name);
      await zip.add(name, xml);
    },
    async addVml(name, xml) {
      drawn = true;
      await zip.add(name, xml);
    },
    async addRelations(of, relations) {
      if (!relations.none) await zip.add(relationsName(of), relations.xml());
    },
    async stream(type, name) {
      declare(type, name);
      return await zip.stream(name);
    },
    next(kind) {
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      return number;
    },
    async finish() {
      const vml = drawn ? `<Default Extension="vml" ContentType="${OFFICE}.vmlDrawing"/>` : '';
      const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${vml}`;
      await zip.add(
        CONTENTS,
        `${XML}<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides.join('')}</Types>`,
      );
      await zip.finish([CONTENTS, '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels']);
    },
  };
}
