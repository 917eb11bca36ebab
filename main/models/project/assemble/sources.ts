import { asList } from '../config/mergeConfig.ts';
import { readQuoting } from '../config/projectFile.ts';
import type { Freshness, FreshnessLimit, SourceNode } from '../nodes.ts';
import { type PlainMap, pythonText } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import { mapOf, type PatchedColumn, readConfig, readPatch } from '../properties/patch.ts';
import { child, has, isNull, items, type Located, placeOf, plainChild, text } from '../yaml/located.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { foldersOf } from './drafts.ts';
import type { Declared } from './propertyFiles.ts';
import type { MadeNode } from './templated.ts';

export interface MadeSource extends MadeNode<SourceNode> {
  readonly declared: Declared;
  readonly columns: readonly PatchedColumn[];
  readonly tests: readonly Located[];
}

const NOTHING_CAPTURED = { refs: [], sources: [], macros: [], vars: [], env: [] };

/** The tables of one entry below `sources:`. What the source says counts for each table that doesn't say otherwise. */
export async function makeSources(declared: Declared, assembly: Assembly): Promise<MadeSource[]> {
  const { located, owner, source } = declared;
  const { problems, options, descriptions } = assembly;
  const name = text(child(located, 'name'));
  if (name === undefined) {
    problems.error(placeOf(located), 'This source has no name.', 'Write name: before its tables.');
    return [];
  }
  const made: MadeSource[] = [];
  const sourceConfig = readConfig(located);
  for (const table of items(child(located, 'tables'))) {
    const patch = readPatch(table);
    if (patch === null) {
      problems.error(placeOf(table), `A table of the source ${name} has no name.`, 'Write name: orders.');
      continue;
    }
    const either = (...keys: string[]) =>
      text(child(table, ...keys)) ??
      text(child(child(table, 'config'), ...keys)) ??
      text(child(located, ...keys)) ??
      text(child(child(located, 'config'), ...keys));
    const fqn = [owner.name, ...foldersOf(source.inside), name, patch.name];
    const config = resolveConfig(assembly, {
      owner,
      section: 'source',
      fqn,
      defaults: { enabled: true },
      patch: mergedConfig(sourceConfig, patch.config),
      calls: {},
    });
    const loadedAtField = either('loaded_at_field');
    const loadedAtQuery = either('loaded_at_query');
    const render = (words: string, at: Located | undefined) =>
      descriptions.render(words, placeOf(at ?? located), owner.name);
    const columns: SourceNode['columns'][number][] = [];
    for (const { place: _place, descriptionAt, tests: _tests, ...column } of patch.columns)
      columns.push({
        ...column,
        description: await descriptions.render(column.description, descriptionAt, owner.name),
      });
    const node: SourceNode = {
      resourceType: 'source',
      uniqueId: `source.${owner.name}.${name}.${patch.name}`,
      name: patch.name,
      sourceName: name,
      sourceDescription: await render(
        text(child(located, 'description')) ?? '',
        child(located, 'description'),
      ),
      packageName: owner.name,
      path: source.path,
      place: patch.place,
      fqn,
      tags: [...new Set(asList(config['tags']).map(pythonText))].sort(),
      meta: mapOf(config['meta']),
      description: await render(patch.description, child(table, 'description')),
      config,
      columns,
      dependsOn: [],
      captured: NOTHING_CAPTURED,
      loader: either('loader') ?? '',
      relation: {
        database: either('database') ?? options.target.database,
        schema: text(child(located, 'schema')) ?? name,
        identifier: text(child(table, 'identifier')) ?? patch.name,
      },
      quoting: {
        ...assembly.root.file.quoting,
        ...readQuoting(plainChild(located, 'quoting')),
        ...readQuoting(plainChild(table, 'quoting')),
      },
      freshness: freshnessOf(located, table, problems),
      ...(loadedAtField === undefined ? {} : { loadedAtField }),
      ...(loadedAtQuery === undefined ? {} : { loadedAtQuery }),
    };
    made.push({ node, enabled: isEnabled(config), declared, columns: patch.columns, tests: patch.tests });
  }
  return made;
}

/** Tags and meta of a source count for its tables; what switches it off does too. */
function mergedConfig(source: PlainMap, table: PlainMap): PlainMap {
  const tags = [...asList(source['tags']), ...asList(table['tags'])];
  const meta = { ...mapOf(source['meta']), ...mapOf(table['meta']) };
  return { ...source, ...table, tags, meta };
}

/** Null: nobody asked, or the table said `freshness: null`. */
function freshnessOf(source: Located, table: Located, problems: ProblemList): Freshness | null {
  const at = (located: Located) =>
    has(located, 'freshness') ? child(located, 'freshness') : child(child(located, 'config'), 'freshness');
  const own = at(table);
  if (own !== undefined && isNull(own)) return null;
  const general = at(source);
  const pick = (key: string) => (own !== undefined && has(own, key) ? child(own, key) : child(general, key));
  const warnAfter = limitOf(pick('warn_after'), problems);
  const errorAfter = limitOf(pick('error_after'), problems);
  const filter = text(pick('filter'));
  if (warnAfter === undefined && errorAfter === undefined) return null;
  return {
    ...(warnAfter === undefined ? {} : { warnAfter }),
    ...(errorAfter === undefined ? {} : { errorAfter }),
    ...(filter === undefined ? {} : { filter }),
  };
}

function limitOf(located: Located | undefined, problems: ProblemList): FreshnessLimit | undefined {
  if (located === undefined || isNull(located)) return undefined;
  const plain = { count: plainChild(located, 'count'), period: plainChild(located, 'period') };
  if (plain.count === null) return undefined;
  const count = Number(plain.count);
  const { period } = plain;
  if (Number.isFinite(count) && (period === 'minute' || period === 'hour' || period === 'day'))
    return { count, period };
  problems.error(
    placeOf(located),
    'A freshness limit needs a count and a period.',
    'Write {count: 12, period: hour}; a period is minute, hour or day.',
  );
  return undefined;
}
