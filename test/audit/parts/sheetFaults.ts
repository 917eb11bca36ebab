import { type Range, readPlace, readRange } from '../../../main/audit/workbook/reference.ts';
import type { Checked } from './checkParts.ts';
import { all, type Element } from './readParts.ts';

/** Faults of one sheet: its cells, and what lies over them. */
export function sheetFaults(part: string, checked: Checked): string[] {
  const sheet = checked.trees.get(part);
  if (sheet === undefined) return [];
  const faults = [
    ...cellFaults(sheet, checked),
    ...tableFaults(part, sheet, checked),
    ...otherFaults(sheet, checked),
  ];
  const has = (type: string) => checked.relationsOf(part).some((relation) => relation.type === type);
  if (has('comments') !== all(sheet, 'legacyDrawing').length > 0) faults.push('notes lack their boxes');
  return [...faults, ...noteFaults(part, checked)].map((fault) => `${part}: ${fault}`);
}

const TYPES = ['n', 's', 'b', 'e', 'str', 'inlineStr'];
const ERRORS = ['#N/A', '#DIV/0!', '#NUM!', '#VALUE!', '#REF!', '#NAME?', '#NULL!'];

function cellFaults(sheet: Element, { trees }: Checked): string[] {
  const faults: string[] = [];
  const styles = trees.get('xl/styles.xml');
  const most = styles === undefined ? 0 : (all(styles, 'cellXfs')[0]?.children.length ?? 0);
  let row = 0;
  for (const line of all(sheet, 'row')) {
    const at = Number(line.attributes.get('r'));
    if (at <= row) faults.push(`row ${at} follows row ${row}`);
    row = at;
    let column = 0;
    for (const cell of line.children) {
      const name = cell.attributes.get('r') ?? '';
      const place = readRange(name);
      if (place === null || place.top !== row || place.left <= column)
        faults.push(`${name} stands in row ${row}`);
      column = place?.left ?? column;
      if (Number(cell.attributes.get('s') ?? 0) >= most) faults.push(`${name} has a style that is not there`);
      faults.push(...contentFaults(name, cell));
    }
  }
  return faults;
}

function contentFaults(name: string, cell: Element): string[] {
  const type = cell.attributes.get('t') ?? 'n';
  const value = cell.children.find((child) => child.name === 'v')?.text;
  const inline = all(cell, 't').map(({ text }) => text);
  const faults: string[] = [];
  if (!TYPES.includes(type)) faults.push(`${name} is of the type ${type}`);
  if ((type === 'inlineStr') !== cell.children.some((child) => child.name === 'is'))
    faults.push(`${name} says it is text, or is, and not both`);
  if (type === 'n' && value !== undefined && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value))
    faults.push(`${name} holds “${value}” as a number`);
  if (type === 'b' && !/^[01]$/.test(value ?? '')) faults.push(`${name} holds “${value}” as a truth`);
  if (type === 'e' && !ERRORS.includes(value ?? '')) faults.push(`${name} holds “${value}” as an error`);
  for (const text of [...inline, value ?? '']) {
    if (text.length > 33_000) faults.push(`${name} holds ${text.length} characters`);
    if (/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/u.test(text) || !text.isWellFormed())
      faults.push(`${name} holds what no text may`);
  }
  return faults;
}

function tableFaults(part: string, sheet: Element, checked: Checked): string[] {
  const faults: string[] = [];
  const tables = checked.relationsOf(part).filter(({ type }) => type === 'table');
  const ranges: Range[] = [];
  // Both over one range make Excel repair the file.
  if (tables.length > 0 && sheet.children.some(({ name }) => name === 'autoFilter'))
    faults.push('it has a table and a filter of its own');
  const texts = new Map(all(sheet, 'c').map((cell) => [cell.attributes.get('r'), all(cell, 't')[0]?.text]));
  for (const { target } of tables) {
    const table = checked.trees.get(target);
    const range = readRange(table?.attributes.get('ref') ?? '');
    if (table === undefined || range === null) return [...faults, `${target} stands nowhere`];
    if (range.top === range.bottom) faults.push(`${target} has no row under its titles`);
    if (ranges.some((other) => overlap(range, other))) faults.push(`${target} lies over another table`);
    ranges.push(range);
    const titles = all(table, 'tableColumn').map(({ attributes }) => attributes.get('name') ?? '');
    if (titles.length !== range.right - range.left + 1) faults.push(`${target} has ${titles.length} columns`);
    if (new Set(titles.map((title) => title.toLowerCase())).size < titles.length)
      faults.push(`${target} has two columns of one title`);
    titles.forEach((title, index) => {
      const cell = `${letters(range.left + index)}${range.top}`;
      if (texts.get(cell) !== title)
        faults.push(`${target} is titled “${title}” where ${cell} says “${texts.get(cell)}”`);
    });
  }
  const merges = rangesOf(all(sheet, 'mergeCell'));
  if (
    merges.some((one, index) => [...ranges, ...merges.slice(index + 1)].some((other) => overlap(one, other)))
  )
    faults.push('joined cells lie over a table or over others');
  return faults;
}

function otherFaults(sheet: Element, { trees }: Checked): string[] {
  const faults: string[] = [];
  const book = trees.get('xl/workbook.xml');
  const sheets =
    book === undefined ? [] : all(book, 'sheet').map(({ attributes }) => attributes.get('name') ?? '');
  for (const { attributes } of all(sheet, 'hyperlink')) {
    const place = attributes.get('location');
    if (place !== undefined && !sheets.includes(readPlace(place)?.sheet ?? ''))
      faults.push(`a link leads to ${place}`);
  }
  for (const { text } of all(sheet, 'f'))
    for (const [, name = ''] of text.replace(/"[^"]*"/g, '').matchAll(/'((?:[^']|'')+)'!/g))
      if (!sheets.includes(name.replaceAll("''", "'"))) faults.push(`a formula speaks of the sheet ${name}`);
  const styles = trees.get('xl/styles.xml');
  const marks = styles === undefined ? 0 : all(styles, 'dxf').length;
  const rules = all(sheet, 'cfRule').map(({ attributes }) => attributes);
  if (rules.some((rule) => Number(rule.get('dxfId')) >= marks)) faults.push('a mark is not there');
  if (new Set(rules.map((rule) => rule.get('priority'))).size < rules.length)
    faults.push('two marks are as urgent');
  for (const { text } of all(sheet, 'formula1'))
    if (text.length > 257) faults.push('a list of choices is longer than 255 characters');
  for (const name of ['dataValidation', 'conditionalFormatting', 'selection'])
    for (const { attributes } of all(sheet, name)) {
      const ranges = (attributes.get('sqref') ?? 'A1').split(' ');
      if (ranges.some((range) => readRange(range) === null))
        faults.push(`${name} is over ${ranges.join(' ')}`);
    }
  return faults;
}

function noteFaults(part: string, { relationsOf, trees }: Checked): string[] {
  const target = relationsOf(part).find(({ type }) => type === 'comments')?.target;
  const comments = target === undefined ? undefined : trees.get(target);
  if (comments === undefined) return [];
  const cells = all(comments, 'comment').map(({ attributes }) => attributes.get('ref'));
  return new Set(cells).size < cells.length ? ['a cell has two notes'] : [];
}

function overlap(one: Range, other: Range): boolean {
  return (
    one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom
  );
}

function rangesOf(elements: readonly Element[]): Range[] {
  return elements.flatMap(({ attributes }) => readRange(attributes.get('ref') ?? '') ?? []);
}

function letters(column: number): string {
  return column > 26
    ? String.fromCharCode(64 + Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column);
}
