import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { temporaryFolder } from '../../main/workspace/testing/folders.ts';
import { faultsOf } from './parts/checkParts.ts';
import { everything } from './parts/everything.ts';
import { readParts } from './parts/readParts.ts';

async function parts(): Promise<Map<string, string>> {
  const path = join(await temporaryFolder(), 'book.xlsx');
  const written = await writeWorkbook(everything(), path, { signal: new AbortController().signal });
  expect(written).toMatchObject({ ok: true });
  return readParts(await readFile(path));
}

test('every part is as the standard has it, and a mistake planted in one is found', async () => {
  const sound = await parts();
  expect(faultsOf(sound)).toEqual([]);
  const missed = PLANTED.filter(([part, from, to]) => {
    const text = sound.get(part) ?? '';
    const changed = text.replace(from, to);
    expect(changed, `${part} has nothing like ${from}`).not.toBe(text);
    return faultsOf(new Map([...sound, [part, changed]])).length === 0;
  });
  expect(missed).toEqual([]);
  expect(faultsOf(new Map([...sound].filter(([name]) => name !== 'xl/comments1.xml')))).not.toEqual([]);
  expect(faultsOf(new Map([...sound, ['xl/extra.xml', '<worksheet><sheetData/></worksheet>']]))).not.toEqual(
    [],
  );
});

const DATA = 'xl/worksheets/sheet1.xml';
const HEADLINE = 'xl/worksheets/sheet3.xml';

/** Each alone makes Excel repair or refuse the file, or shows something else than what was meant. */
const PLANTED: readonly (readonly [part: string, from: RegExp, to: string])[] = [
  [
    HEADLINE,
    /(<mergeCells.*?)?(<conditionalFormatting.*<\/conditionalFormatting>)(<dataValidations.*<\/dataValidations>)/,
    '$3$2',
  ],
  [HEADLINE, /<\/sheetData>/, '</sheetData><autoFilter ref="A2:E5"/>'],
  [HEADLINE, /priority="2"/, 'priority="1"'],
  [HEADLINE, /dxfId="1"/, 'dxfId="9"'],
  [HEADLINE, /sqref="B3"/, 'sqref="3B"'],
  [HEADLINE, /<c r="B4"/, '<c r="B5"'],
  [HEADLINE, /<v>3<\/v>/, '<v>three</v>'],
  [HEADLINE, /<drawing r:id="[^"]*"\/>/, ''],
  [HEADLINE, /<f>B4-C4<\/f>/, "<f>'Gone'!B4-C4</f>"],
  [DATA, /<row r="4">/, '<row r="3">'],
  [DATA, /s="0"/, 's="99"'],
  [DATA, /t="inlineStr"/, 't="s"'],
  [DATA, /<tableParts count="1">/, '<tableParts count="2">'],
  [DATA, /orientation=/, 'direction='],
  ['xl/worksheets/sheet2.xml', /ref="A2:C2"/, 'ref="A2:C2"/><mergeCell ref="B2:D4"'],
  ['xl/worksheets/sheet2.xml', /location="'Headline'!A1"/, 'location="\'Lost\'!A1"'],
  ['xl/worksheets/_rels/sheet2.xml.rels', /https:\/\/example.com/, 'file:///etc/passwd'],
  ['xl/worksheets/_rels/sheet1.xml.rels', /tables\/table1/, 'tables/table9'],
  ['xl/tables/table1.xml', /name="Signal"/, 'name="signal!"'],
  ['xl/tables/table1.xml', /displayName="[^"]*"/, 'displayName="lag"'],
  ['xl/tables/table2.xml', /id="2"/, 'id="1"'],
  ['xl/tables/table2.xml', /ref="A2:E5"/, 'ref="A2:E2"'],
  ['xl/workbook.xml', /sheetId="2"/, 'sheetId="1"'],
  ['xl/workbook.xml', /name="Headline"/, 'name="cover"'],
  ['xl/workbook.xml', /'Headline'!\$B\$3/, "'Gone'!$B$3"],
  ['xl/workbook.xml', /(<sheets>.*<\/sheets>)(<definedNames>.*<\/definedNames>)/, '$2$1'],
  ['xl/styles.xml', /fontId="1"/, 'fontId="77"'],
  ['xl/styles.xml', /numFmtId="164" fontId/, 'numFmtId="999" fontId'],
  ['xl/styles.xml', /<protection locked="0"\/>/, '<protection locked="0"/><alignment/>'],
  ['xl/comments1.xml', /ref="B1?\d"/, 'cell="B1"'],
  ['xl/charts/chart1.xml', /<c:crossAx val="10001"\/>/, ''],
  ['xl/charts/chart1.xml', /<c:axId val="10003"\/>/, '<c:axId val="10009"/>'],
  ['xl/charts/chart2.xml', /(<c:xVal>.*?<\/c:xVal>)(<c:yVal>.*?<\/c:yVal>)/, '$2$1'],
  ['xl/drawings/drawing1.xml', / descr="[^"]*"/, ''],
  ['[Content_Types].xml', /<Override PartName="\/xl\/styles.xml"[^>]*>/, ''],
  ['_rels/.rels', /docProps\/app.xml/, 'docProps/gone.xml'],
];
