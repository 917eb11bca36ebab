import { asList, mergeConfig } from '../config/mergeConfig.ts';
import type { ColumnInfo } from '../nodes.ts';
import { isPlainMap, type Plain, type PlainMap, pythonText } from '../plain.ts';
import type { Place } from '../problem.ts';
import { child, items, type Located, placeOf, plainChild, plainOf, text } from '../yaml/located.ts';

/** What a property file says of a node, of whatever kind. */
export interface Patch {
  readonly name: string;
  readonly place: Place;
  readonly description: string;
  readonly descriptionAt: Place;
  readonly config: PlainMap;
  readonly columns: readonly PatchedColumn[];
  readonly tests: readonly Located[];
  readonly located: Located;
}

export interface PatchedColumn extends ColumnInfo {
  readonly place: Place;
  readonly descriptionAt: Place;
  readonly tests: readonly Located[];
}

/** Configs that may also stand beside `config:`, as they once did. */
const BESIDE_CONFIG = ['tags', 'meta', 'docs', 'access', 'group'];

export function readPatch(located: Located): Patch | null {
  const name = text(child(located, 'name'));
  if (name === undefined) return null;
  const described = child(located, 'description');
  return {
    name,
    place: placeOf(child(located, 'name') ?? located),
    description: text(described) ?? '',
    descriptionAt: placeOf(described ?? located),
    config: readConfig(located),
    columns: items(child(located, 'columns')).flatMap(readColumn),
    tests: testsAt(located),
    located,
  };
}

export function readConfig(located: Located): PlainMap {
  const beside: Record<string, Plain> = {};
  for (const key of BESIDE_CONFIG) {
    const value = plainChild(located, key);
    if (value !== undefined && value !== null) beside[key] = key === 'tags' ? asList(value) : value;
  }
  const config = plainChild(located, 'config');
  return mergeConfig(beside, isPlainMap(config) ? withoutPlus(config) : {});
}

/** `+` means nothing in a property file; some projects write it all the same. */
function withoutPlus(config: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(/^\+/, ''), value]));
}

export function testsAt(located: Located): readonly Located[] {
  return ['tests', 'data_tests'].flatMap((key) => items(child(located, key)));
}

function readColumn(located: Located): PatchedColumn[] {
  const name = text(child(located, 'name'));
  if (name === undefined) return [];
  const config = child(located, 'config');
  const described = child(located, 'description');
  const dataType = text(child(located, 'data_type'));
  const quote = text(child(located, 'quote'));
  const tags = [...asList(plainChild(located, 'tags')), ...asList(plainChild(config, 'tags'))];
  const constraints = items(child(located, 'constraints')).map(plainOf);
  return [
    {
      name,
      place: placeOf(child(located, 'name') ?? located),
      description: text(described) ?? '',
      descriptionAt: placeOf(described ?? located),
      meta: { ...mapOf(plainChild(located, 'meta')), ...mapOf(plainChild(config, 'meta')) },
      tags: tags.map(pythonText),
      constraints: constraints.filter(isPlainMap),
      tests: testsAt(located),
      ...(dataType === undefined ? {} : { dataType }),
      ...(quote === undefined ? {} : { quote: quote === 'true' }),
    },
  ];
}

export function mapOf(value: Plain | undefined): PlainMap {
  return isPlainMap(value) ? value : {};
}
