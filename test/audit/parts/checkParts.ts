import { posix } from 'node:path';
import { bookFaults } from './bookFaults.ts';
import { grammarFaults } from './grammar.ts';
import { all, type Element, readTree } from './readParts.ts';
import { sheetFaults } from './sheetFaults.ts';

export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly outside: boolean;
}

/** Everything a rule may look at. */
export interface Checked {
  readonly names: ReadonlySet<string>;
  readonly trees: ReadonlyMap<string, Element>;
  relationsOf(part: string): readonly Relation[];
}

/** What Excel would repair or refuse in a workbook, in sentences; none of a sound one. */
export function faultsOf(parts: ReadonlyMap<string, string>): string[] {
  const trees = new Map<string, Element>();
  for (const [name, text] of parts) if (/\.(xml|rels)$/.test(name)) trees.set(name, readTree(text));
  const checked: Checked = {
    names: new Set(parts.keys()),
    trees,
    relationsOf: (part) => relationsIn(part, trees.get(relationsName(part))),
  };
  const grammar = [...trees].flatMap(([name, root]) =>
    /\.rels$|^\[|^docProps/.test(name) ? [] : grammarFaults(root).map((fault) => `${name}: ${fault}`),
  );
  return [
    ...grammar,
    ...contentFaults(checked),
    ...relationFaults(checked),
    ...bookFaults(checked),
    ...[...trees].flatMap(([name]) =>
      /worksheets\/[^/]+\.xml$/.test(name) ? sheetFaults(name, checked) : [],
    ),
  ];
}

/** Every part has a kind, and whatever is told a kind is there. */
function contentFaults({ names, trees }: Checked): string[] {
  const types = trees.get('[Content_Types].xml');
  if (types === undefined) return ['it has no list of contents'];
  const byEnding = new Set(all(types, 'Default').map(({ attributes }) => attributes.get('Extension')));
  const told = all(types, 'Override').map(({ attributes }) => (attributes.get('PartName') ?? '').slice(1));
  const faults = told
    .filter((part) => !names.has(part))
    .map((part) => `the list of contents tells ${part}, which is not there`);
  if (new Set(told).size < told.length) faults.push('the list of contents tells a part twice');
  for (const part of names) {
    const ending = part.split('.').at(-1) ?? '';
    const known =
      ending === 'xml' && !part.startsWith('[')
        ? told.includes(part)
        : byEnding.has(ending) || told.includes(part);
    if (!known && part !== '[Content_Types].xml') faults.push(`the list of contents doesn't tell ${part}`);
  }
  return faults;
}

/** Relations lead to what is there, are used where they are told, and every part is led to. */
function relationFaults(checked: Checked): string[] {
  const faults: string[] = [];
  const reached = new Set<string>();
  for (const name of [...checked.names, '']) {
    const relations = checked.relationsOf(name);
    if (new Set(relations.map(({ id }) => id)).size < relations.length)
      faults.push(`${name} has two relations of one id`);
    const tree = checked.trees.get(name);
    const used = tree === undefined ? [] : idsIn(tree);
    for (const { id, target, outside, type } of relations) {
      if (outside) {
        if (!/^(https:|mailto:)/.test(target)) faults.push(`${name} leads to ${target}`);
      } else if (!checked.names.has(target)) faults.push(`${name} leads to ${target}, which is not there`);
      reached.add(target);
      const silent = ['comments', 'styles'].includes(type) || name === '';
      if (!silent && !used.includes(id)) faults.push(`${name} never uses its relation ${id}`);
    }
    for (const id of used)
      if (!relations.some((relation) => relation.id === id))
        faults.push(`${name} speaks of a relation ${id} it doesn't have`);
  }
  for (const name of checked.names)
    if (!reached.has(name) && !/\.rels$|^\[/.test(name)) faults.push(`nothing leads to ${name}`);
  return faults;
}

function idsIn(element: Element): string[] {
  const own = element.attributes.get('r:id');
  return [...(own === undefined ? [] : [own]), ...element.children.flatMap(idsIn)];
}

function relationsName(part: string): string {
  return part === ''
    ? '_rels/.rels'
    : posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

function relationsIn(part: string, tree: Element | undefined): Relation[] {
  if (tree === undefined) return [];
  return all(tree, 'Relationship').map(({ attributes }) => {
    const outside = attributes.get('TargetMode') === 'External';
    const target = attributes.get('Target') ?? '';
    return {
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
      target: outside ? target : posix.join(posix.dirname(part), target),
      outside,
    };
  });
}
