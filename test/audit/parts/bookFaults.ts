import { readPlace } from '../../../main/audit/workbook/reference.ts';
import type { Checked } from './checkParts.ts';
import { all, type Element } from './readParts.ts';

/** Faults of what speaks of the whole workbook: tabs, names, tables, styles, charts. */
export function bookFaults(checked: Checked): string[] {
  const book = checked.trees.get('xl/workbook.xml');
  const styles = checked.trees.get('xl/styles.xml');
  if (book === undefined || styles === undefined) return ['it has no workbook, or no styles'];
  const sheets = all(book, 'sheet').map(({ attributes }) => attributes.get('name') ?? '');
  return [
    ...tabFaults(book, sheets),
    ...nameFaults(book, checked, sheets),
    ...styleFaults(styles),
    ...chartFaults(checked, sheets),
  ];
}

function tabFaults(book: Element, sheets: readonly string[]): string[] {
  const faults = sheets.filter(
    (name) =>
      name === '' || name.length > 31 || /[:\\/?*[\]\p{Cc}]|^'|'$/u.test(name) || /^history$/i.test(name),
  );
  const unlike = (texts: readonly string[]) =>
    new Set(texts.map((text) => text.toLowerCase())).size === texts.length;
  return [
    ...faults.map((name) => `a sheet can't be called “${name}”`),
    ...(unlike(sheets) ? [] : ['two sheets have one name']),
    ...(unlike(all(book, 'sheet').map(({ attributes }) => attributes.get('sheetId') ?? ''))
      ? []
      : ['two sheets have one id']),
  ];
}

/** Names of ranges and of tables are one set. */
function nameFaults(book: Element, { trees }: Checked, sheets: readonly string[]): string[] {
  const faults: string[] = [];
  const taken = new Set<string>();
  const take = (name: string, scope = '') => {
    const key = `${scope} ${name.toLowerCase()}`;
    if (taken.has(key)) faults.push(`the name ${name} is there twice`);
    taken.add(key);
    if (!/^[\p{L}_\\][\p{L}\d_.\\]*$/u.test(name) || /^([a-z]{1,3}\d+|r\d*c\d*|r|c)$/i.test(name))
      faults.push(`nothing can be named ${name}`);
  };
  for (const { attributes, text } of all(book, 'definedName')) {
    const scope = attributes.get('localSheetId');
    take(attributes.get('name') ?? '', scope);
    if (scope !== undefined && Number(scope) >= sheets.length)
      faults.push(`a name belongs to a sheet ${scope}`);
    const sheet = /^'((?:[^']|'')+)'!\$/.exec(text)?.[1]?.replaceAll("''", "'");
    if (sheet === undefined || !sheets.includes(sheet))
      faults.push(`a name leads to ${text}, which is not there`);
  }
  const ids = new Set<string>();
  for (const [part, tree] of trees) {
    if (tree.name !== 'table') continue;
    take(tree.attributes.get('displayName') ?? '');
    const id = tree.attributes.get('id') ?? '';
    if (ids.has(id) || !(Number(id) > 0)) faults.push(`${part} has the id ${id}, as another has`);
    ids.add(id);
    if (all(tree, 'autoFilter')[0]?.attributes.get('ref') !== tree.attributes.get('ref'))
      faults.push(`${part} filters other cells than its own`);
  }
  return faults;
}

const MOST_BUILT_IN = 163;

function styleFaults(styles: Element): string[] {
  const count = (name: string, of: string) =>
    all(styles, name)[0]?.children.filter((child) => child.name === of).length ?? 0;
  const most = {
    fontId: count('fonts', 'font'),
    fillId: count('fills', 'fill'),
    borderId: count('borders', 'border'),
  };
  const own = new Set(all(styles, 'numFmt').map(({ attributes }) => attributes.get('numFmtId') ?? ''));
  return all(styles, 'xf').flatMap(({ attributes }) => {
    const format = attributes.get('numFmtId') ?? '0';
    const unknown = Number(format) > MOST_BUILT_IN && !own.has(format);
    const past = Object.entries(most).filter(([name, least]) => Number(attributes.get(name) ?? 0) >= least);
    return [
      ...past.map(([name]) => `a style has the ${name} ${attributes.get(name)}, which is not there`),
      ...(unknown ? [`a style has the format ${format}, which is not there`] : []),
    ];
  });
}

function chartFaults({ trees }: Checked, sheets: readonly string[]): string[] {
  return [...trees].flatMap(([part, tree]) => {
    if (tree.name !== 'c:chartSpace') return [];
    const axes = ['c:valAx', 'c:catAx', 'c:dateAx'].flatMap((name) => all(tree, name));
    const ids = axes.map((axis) => axis.children[0]?.attributes.get('val'));
    const used = ['c:barChart', 'c:lineChart', 'c:scatterChart']
      .flatMap((name) => all(tree, name))
      .flatMap((plot) => plot.children.filter(({ name }) => name === 'c:axId'))
      .map(({ attributes }) => attributes.get('val'));
    const places = all(tree, 'c:f').filter(({ text }) => !sheets.includes(readPlace(text)?.sheet ?? ''));
    return [
      ...(new Set(ids).size < ids.length ? [`${part} has two axes of one id`] : []),
      ...(used.every((id) => ids.includes(id)) ? [] : [`${part} draws against an axis that is not there`]),
      ...places.map(({ text }) => `${part} draws ${text}, which is not there`),
    ];
  });
}
