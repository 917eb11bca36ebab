import type { Element } from './readParts.ts';

/**
 * What may stand in an element, in which order, and what it must say: ECMA-376, part 1, for everything that a writer of ours uses.
 * `a b? c*` is a sequence, `x|y` a choice at that place; `!name` is an attribute that must be there. What isn't here is a fault.
 */
const GRAMMAR: Readonly<Record<string, readonly [children: string, attributes: string]>> = {
  // 18.3.1: worksheets
  worksheet: [
    'sheetPr? dimension? sheetViews? sheetFormatPr? cols? sheetData sheetProtection? autoFilter? mergeCells? conditionalFormatting* dataValidations? hyperlinks? printOptions? pageMargins? pageSetup? headerFooter? ignoredErrors? drawing? legacyDrawing? tableParts?',
    '',
  ],
  sheetPr: ['tabColor? outlinePr? pageSetUpPr?', ''],
  pageSetUpPr: ['', 'fitToPage autoPageBreaks'],
  sheetViews: ['sheetView*', ''],
  sheetView: ['pane? selection*', '!workbookViewId showGridLines tabSelected'],
  pane: ['', 'xSplit ySplit topLeftCell activePane state'],
  selection: ['', 'pane activeCell sqref'],
  sheetFormatPr: ['', '!defaultRowHeight'],
  cols: ['col*', ''],
  col: ['', '!min !max width customWidth'],
  sheetData: ['row*', ''],
  row: ['c*', 'r ht customHeight'],
  c: ['f? v? is?', 'r s t'],
  f: ['', 't ref'],
  v: ['', ''],
  is: ['t?', ''],
  t: ['', 'xml:space'],
  sheetProtection: ['', 'sheet objects scenarios formatColumns formatRows autoFilter'],
  mergeCells: ['mergeCell*', 'count'],
  mergeCell: ['', '!ref'],
  conditionalFormatting: ['cfRule*', 'sqref'],
  cfRule: ['formula*', '!type !priority dxfId operator'],
  formula: ['', ''],
  dataValidations: ['dataValidation*', 'count'],
  dataValidation: [
    'formula1? formula2?',
    '!sqref type operator allowBlank showErrorMessage errorTitle error showInputMessage prompt',
  ],
  formula1: ['', ''],
  formula2: ['', ''],
  hyperlinks: ['hyperlink*', ''],
  hyperlink: ['', '!ref location r:id'],
  pageMargins: ['', '!left !right !top !bottom !header !footer'],
  pageSetup: ['', 'orientation fitToWidth fitToHeight'],
  headerFooter: ['oddHeader? oddFooter?', ''],
  oddHeader: ['', ''],
  oddFooter: ['', ''],
  ignoredErrors: ['ignoredError*', ''],
  ignoredError: ['', '!sqref numberStoredAsText'],
  drawing: ['', '!r:id'],
  legacyDrawing: ['', '!r:id'],
  tableParts: ['tablePart*', 'count'],
  tablePart: ['', '!r:id'],
  // 18.2: the workbook
  workbook: ['workbookPr? bookViews? sheets definedNames? calcPr?', ''],
  workbookPr: ['', 'defaultThemeVersion date1904'],
  bookViews: ['workbookView*', ''],
  workbookView: ['', 'xWindow yWindow windowWidth windowHeight tabRatio activeTab'],
  sheets: ['sheet*', ''],
  sheet: ['', '!name !sheetId !r:id'],
  definedNames: ['definedName*', ''],
  definedName: ['', '!name localSheetId'],
  calcPr: ['', 'calcId fullCalcOnLoad'],
  // 18.5: tables
  table: ['autoFilter? tableColumns tableStyleInfo?', '!id !displayName !ref name totalsRowShown'],
  autoFilter: ['', 'ref'],
  tableColumns: ['tableColumn*', 'count'],
  tableColumn: ['', '!id !name'],
  tableStyleInfo: ['', 'name showFirstColumn showLastColumn showRowStripes showColumnStripes'],
  // 18.7: notes
  comments: ['authors commentList', ''],
  authors: ['author*', ''],
  author: ['', ''],
  commentList: ['comment*', ''],
  comment: ['text', '!ref !authorId'],
  text: ['r*', ''],
  r: ['rPr? t', ''],
  rPr: ['sz? color? rFont? family?', ''],
  sz: ['', '!val'],
  color: ['', 'rgb'],
  rFont: ['', '!val'],
  family: ['', '!val'],
  // 18.8: styles
  styleSheet: ['numFmts? fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles', ''],
  numFmts: ['numFmt*', 'count'],
  numFmt: ['', '!numFmtId !formatCode'],
  fonts: ['font*', 'count'],
  font: ['b? u? sz? color? name? family?', ''],
  b: ['', ''],
  u: ['', ''],
  name: ['', '!val'],
  fills: ['fill*', 'count'],
  fill: ['patternFill', ''],
  patternFill: ['fgColor? bgColor?', 'patternType'],
  fgColor: ['', 'rgb'],
  bgColor: ['', 'rgb indexed'],
  borders: ['border*', 'count'],
  border: ['left right top bottom diagonal', ''],
  left: ['color?', 'style'],
  right: ['color?', 'style'],
  top: ['color?', 'style'],
  bottom: ['color?', 'style'],
  diagonal: ['color?', 'style'],
  cellStyleXfs: ['xf*', 'count'],
  cellXfs: ['xf*', 'count'],
  xf: [
    'alignment? protection?',
    'numFmtId fontId fillId borderId xfId quotePrefix applyNumberFormat applyFont applyFill applyBorder applyAlignment applyProtection',
  ],
  alignment: ['', 'horizontal vertical wrapText'],
  protection: ['', 'locked'],
  cellStyles: ['cellStyle*', 'count'],
  cellStyle: ['', '!xfId name builtinId'],
  dxfs: ['dxf*', 'count'],
  dxf: ['font? fill?', ''],
  tableStyles: ['', 'count defaultTableStyle defaultPivotStyle'],
  // 20.5: drawings on sheets
  'xdr:wsDr': ['xdr:twoCellAnchor*', ''],
  'xdr:twoCellAnchor': ['xdr:from xdr:to xdr:graphicFrame xdr:clientData', ''],
  'xdr:from': ['xdr:col xdr:colOff xdr:row xdr:rowOff', ''],
  'xdr:to': ['xdr:col xdr:colOff xdr:row xdr:rowOff', ''],
  'xdr:graphicFrame': ['xdr:nvGraphicFramePr xdr:xfrm a:graphic', 'macro'],
  'xdr:nvGraphicFramePr': ['xdr:cNvPr xdr:cNvGraphicFramePr', ''],
  'xdr:cNvPr': ['', '!id !name !descr'],
  'xdr:xfrm': ['a:off a:ext', ''],
  'a:off': ['', '!x !y'],
  'a:ext': ['', '!cx !cy'],
  'a:graphic': ['a:graphicData', ''],
  'a:graphicData': ['c:chart', '!uri'],
  // 21.2: charts
  'c:chartSpace': ['c:roundedCorners? c:chart c:spPr? c:txPr?', ''],
  'c:chart': ['c:title? c:autoTitleDeleted? c:plotArea? c:legend? c:plotVisOnly? c:dispBlanksAs?', 'r:id'],
  'c:plotArea': ['c:layout? c:barChart|c:lineChart|c:scatterChart* c:valAx|c:catAx|c:dateAx* c:spPr?', ''],
  'c:barChart': ['c:barDir c:grouping? c:varyColors? c:ser* c:gapWidth? c:axId*', ''],
  'c:lineChart': ['c:grouping c:varyColors? c:ser* c:marker? c:axId*', ''],
  'c:scatterChart': ['c:scatterStyle c:varyColors? c:ser* c:axId*', ''],
  'c:ser': [
    'c:idx c:order c:tx? c:spPr? c:marker? c:invertIfNegative? c:cat? c:xVal? c:val? c:yVal? c:smooth?',
    '',
  ],
  'c:tx': ['c:rich? c:v?', ''],
  'c:rich': ['a:bodyPr a:p*', ''],
  'c:cat': ['c:numRef|c:strRef', ''],
  'c:val': ['c:numRef', ''],
  'c:xVal': ['c:numRef|c:strRef', ''],
  'c:yVal': ['c:numRef', ''],
  'c:numRef': ['c:f c:numCache?', ''],
  'c:strRef': ['c:f c:strCache?', ''],
  'c:numCache': ['c:formatCode? c:ptCount? c:pt*', ''],
  'c:strCache': ['c:ptCount? c:pt*', ''],
  'c:pt': ['c:v', '!idx'],
  'c:marker': ['c:symbol? c:size? c:spPr?', 'val'],
  'c:title': ['c:tx? c:overlay?', ''],
  'c:legend': ['c:legendPos? c:overlay? c:txPr?', ''],
  'c:valAx': [
    'c:axId c:scaling c:delete? c:axPos c:majorGridlines? c:title? c:numFmt? c:majorTickMark? c:minorTickMark? c:tickLblPos? c:spPr? c:txPr? c:crossAx c:crosses? c:crossBetween?',
    '',
  ],
  'c:catAx': [
    'c:axId c:scaling c:delete? c:axPos c:title? c:numFmt? c:majorTickMark? c:minorTickMark? c:tickLblPos? c:spPr? c:txPr? c:crossAx c:crosses? c:auto? c:lblAlgn? c:lblOffset? c:noMultiLvlLbl?',
    '',
  ],
  'c:dateAx': [
    'c:axId c:scaling c:delete? c:axPos c:title? c:numFmt? c:majorTickMark? c:minorTickMark? c:tickLblPos? c:spPr? c:txPr? c:crossAx c:crosses? c:auto? c:lblOffset? c:baseTimeUnit?',
    '',
  ],
  'c:scaling': ['c:orientation?', ''],
  'c:majorGridlines': ['c:spPr?', ''],
  'c:numFmt': ['', '!formatCode sourceLinked'],
  'c:spPr': ['a:noFill|a:solidFill? a:ln?', ''],
  'c:txPr': ['a:bodyPr a:p*', ''],
  'a:ln': ['a:noFill|a:solidFill? a:prstDash? a:round?', 'w cap'],
  'a:solidFill': ['a:srgbClr', ''],
  'a:srgbClr': ['', '!val'],
  'a:bodyPr': ['', 'rot vert'],
  'a:p': ['a:pPr? a:r* a:endParaRPr?', ''],
  'a:pPr': ['a:defRPr?', ''],
  'a:defRPr': ['a:solidFill? a:latin?', 'sz b'],
  'a:r': ['a:rPr? a:t', ''],
  'a:rPr': ['a:solidFill? a:latin?', 'lang sz b'],
  'a:latin': ['', '!typeface'],
  'a:prstDash': ['', '!val'],
  'a:endParaRPr': ['', 'lang'],
};

/** Elements that hold a value and nothing else. */
const VALUES =
  /^c:(roundedCorners|autoTitleDeleted|plotVisOnly|dispBlanksAs|barDir|grouping|varyColors|gapWidth|axId|scatterStyle|idx|order|invertIfNegative|smooth|symbol|size|ptCount|legendPos|overlay|delete|axPos|majorTickMark|minorTickMark|tickLblPos|crossAx|crosses|crossBetween|auto|lblAlgn|lblOffset|noMultiLvlLbl|baseTimeUnit|orientation)$/;
const TEXTS =
  /^(c:(layout|v|f|formatCode)|a:(t|noFill|round)|xdr:(col|colOff|row|rowOff|clientData|cNvGraphicFramePr))$/;

export function grammarFaults(element: Element): string[] {
  const [children, attributes] = GRAMMAR[element.name] ?? ofValue(element.name) ?? ['', null];
  if (attributes === null) return [`no element is called ${element.name}`];
  const faults = [...sequenceFaults(element, children), ...attributeFaults(element, attributes)];
  const count = element.attributes.get('count');
  if (count !== undefined && Number(count) !== element.children.length)
    faults.push(`${element.name} counts ${count} and holds ${element.children.length}`);
  return [...faults, ...element.children.flatMap(grammarFaults)];
}

function ofValue(name: string): readonly [string, string] | null {
  if (VALUES.test(name)) return ['', '!val'];
  return TEXTS.test(name) ? ['', ''] : null;
}

function sequenceFaults({ name, children }: Element, sequence: string): string[] {
  const faults: string[] = [];
  let at = 0;
  for (const term of sequence.split(' ').filter(Boolean)) {
    const [, names = '', often = ''] = /^(.*?)([?*]?)$/.exec(term) ?? [];
    const wanted = names.split('|');
    const begun = at;
    while (
      at < children.length &&
      wanted.includes(children[at]?.name ?? '') &&
      (often === '*' || at === begun)
    )
      at += 1;
    if (at === begun && often === '') faults.push(`${name} lacks ${names}`);
  }
  const stray = children[at];
  if (stray !== undefined) faults.push(`${stray.name} may not stand where it does in ${name}`);
  return faults;
}

function attributeFaults({ name, attributes }: Element, told: string): string[] {
  const known = told.split(' ').filter(Boolean);
  const missing = known.filter((one) => one.startsWith('!') && !attributes.has(one.slice(1)));
  const names = new Set(known.map((one) => one.replace('!', '')));
  const stray = [...attributes.keys()].filter((one) => !names.has(one) && !one.startsWith('xmlns'));
  return [
    ...missing.map((one) => `${name} does not say its ${one.slice(1)}`),
    ...stray.map((one) => `${name} has no attribute ${one}`),
  ];
}
