import { sheetPrefix } from '../workbook/reference.ts';
import type { Workbook, WrittenData } from '../workbook/workbook.ts';
import { chartValues } from './charts/chartValues.ts';
import { chartXml } from './charts/chartXml.ts';
import { drawingXml } from './charts/drawingXml.ts';
import { checkBook } from './checkBook.ts';
import type { WholeFile } from './file/wholeFile.ts';
import { createParts, type Parts } from './parts/createParts.ts';
import { PACKAGE, RELATIONS } from './parts/namespaces.ts';
import { appXml, coreXml, customXml } from './parts/propertiesXml.ts';
import { createRelations } from './parts/relations.ts';
import { workbookXml } from './parts/workbookXml.ts';
import { writeData } from './sheet/writeData.ts';
import { writePage } from './sheet/writePage.ts';
import type { SheetOfFile, Writing } from './sheet/writing.ts';
import { createStyles } from './style/createStyles.ts';
import { stylesXml } from './style/stylesXml.ts';
import type { WriteProgress, WrittenSheet } from './writeWorkbook.ts';
import { createZip } from './zip/createZip.ts';

interface Watch {
  readonly check: () => void;
  readonly onProgress: (progress: WriteProgress) => void;
}

const WORKBOOK = 'xl/workbook.xml';

/** All parts of the file: its properties, the data, the pages that tell of it, then what speaks of all of them. */
export async function writeParts(book: Workbook, file: WholeFile, watch: Watch): Promise<WrittenSheet[]> {
  checkBook(book);
  const zip = createZip(file);
  const parts = createParts(zip);
  await writeProperties(book, parts);
  const writing: Writing = {
    parts,
    styles: createStyles(),
    properties: book.properties,
    sheetNames: new Set(book.sheets.map(({ name }) => name)),
    tableNames: new Set(book.names.map(({ name }) => name.toLowerCase())),
    drawings: [],
    chartSheets: new Map(),
    check: watch.check,
  };
  const tabs = await writeSheets(book, writing, watch.onProgress);
  await writeCharts(writing);
  await parts.add('styles', 'xl/styles.xml', stylesXml(writing.styles));
  await writeTabs(book, tabs, writing);
  await parts.finish();
  return tabs.map(({ name, kind, rows, digest }) => ({ name, kind, rows, digest }));
}

/** First, since programs that tell kinds of files by their beginning look for them there. */
async function writeProperties({ properties }: Workbook, parts: Parts): Promise<void> {
  const relations = createRelations();
  relations.add(`${RELATIONS}/officeDocument`, WORKBOOK);
  relations.add(`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml');
  relations.add(`${RELATIONS}/extended-properties`, 'docProps/app.xml');
  relations.add(`${RELATIONS}/custom-properties`, 'docProps/custom.xml');
  await parts.addRelations('', relations);
  await parts.add('core', 'docProps/core.xml', coreXml(properties));
  await parts.add('app', 'docProps/app.xml', appXml(properties.creator));
  await parts.add('custom', 'docProps/custom.xml', customXml(properties.packageId));
}

async function writeSheets(
  { sheets }: Workbook,
  writing: Writing,
  onProgress: Watch['onProgress'],
): Promise<SheetOfFile[]> {
  const data = sheets.filter((sheet) => sheet.kind === 'data');
  const expected = data.every((sheet) => sheet.expected !== null)
    ? data.reduce((sum, sheet) => sum + (sheet.expected ?? 0), 0)
    : null;
  const written = new Map<string, WrittenData>();
  const files = new Map<string, readonly SheetOfFile[]>();
  let rows = 0;
  for (const sheet of data) {
    const done = await writeData(sheet, sheet === sheets[0], writing, (more) => {
      rows += more;
      onProgress({ rows, expected, sheet: sheet.name });
    });
    written.set(sheet.name, done.data);
    files.set(sheet.name, done.sheets);
  }
  for (const sheet of sheets) {
    if (sheet.kind !== 'page') continue;
    writing.check();
    onProgress({ rows, expected, sheet: sheet.name });
    files.set(sheet.name, [await writePage(sheet.name, sheet.make(written), sheet === sheets[0], writing)]);
  }
  return sheets.flatMap(({ name }) => files.get(name) ?? []);
}

async function writeCharts({ parts, drawings, chartSheets }: Writing): Promise<void> {
  const values = chartValues(chartSheets);
  for (const { part, charts } of drawings) {
    const relations = createRelations();
    const placed = [];
    for (const chart of charts) {
      const number = parts.next('chart');
      await parts.add('chart', `xl/charts/chart${number}.xml`, chartXml(chart, values));
      placed.push({ chart, relation: relations.add(`${RELATIONS}/chart`, `../charts/chart${number}.xml`) });
    }
    await parts.add('drawing', part, drawingXml(placed));
    await parts.addRelations(part, relations);
  }
}

async function writeTabs(
  { names }: Workbook,
  tabs: readonly SheetOfFile[],
  { parts }: Writing,
): Promise<void> {
  const relations = createRelations();
  const told = tabs.map(({ name, part, repeated }) => ({
    name,
    relation: relations.add(`${RELATIONS}/worksheet`, part.replace('xl/', '')),
    repeated: repeated === null ? null : `${sheetPrefix(name)}$${repeated.from}:$${repeated.to}`,
  }));
  relations.add(`${RELATIONS}/styles`, 'styles.xml');
  await parts.add('workbook', WORKBOOK, workbookXml(told, names));
  await parts.addRelations(WORKBOOK, relations);
}
