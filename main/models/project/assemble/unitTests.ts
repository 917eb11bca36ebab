import { posix } from 'node:path';
import { filesBelow } from '../files/projectFiles.ts';
import type { RefCall, SourceCall, UnitTestInput, UnitTestNode, UnitTestRows } from '../nodes.ts';
import type { ProjectPackage } from '../packages.ts';
import { isPlainMap } from '../plain.ts';
import type { Place } from '../problem.ts';
import { mapOf, readConfig, readPatch } from '../properties/patch.ts';
import { createCapture } from '../render/capture.ts';
import { child, items, type Located, placeOf, plainChild, plainOf, text } from '../yaml/located.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { foldersOf } from './drafts.ts';
import type { Found, Links } from './link.ts';
import type { Declared } from './propertyFiles.ts';
import { type MadeNode, tagsOf } from './templated.ts';

/** Fixture files of a package by name: `tests/fixtures/orders.csv` is `orders.csv`. */
export async function readFixtures(
  assembly: Assembly,
  owner: ProjectPackage,
): Promise<ReadonlyMap<string, string>> {
  const { folder, problems } = assembly;
  const fixtures = owner.file.paths.tests.map((path) => posix.join(path, 'fixtures'));
  const files = await filesBelow(folder, owner.folder, fixtures, ['.csv', '.sql'], problems);
  return new Map(files.map((file) => [posix.basename(file.inside), file.text]));
}

export async function makeUnitTest(
  { owner, source, located }: Declared,
  links: Links,
  fixtures: ReadonlyMap<string, string>,
  assembly: Assembly,
): Promise<MadeNode<UnitTestNode> | null> {
  const { problems } = assembly;
  const patch = readPatch(located);
  const modelName = text(child(located, 'model'));
  if (patch === null || modelName === undefined) {
    problems.error(
      placeOf(located),
      `This unit test has no ${patch === null ? 'name' : 'model'}.`,
      'Write name: and model: before what is given.',
    );
    return null;
  }
  const uniqueId = `unit_test.${owner.name}.${modelName}.${patch.name}`;
  const fqn = [owner.name, ...foldersOf(source.inside), modelName, patch.name];
  const config = resolveConfig(assembly, {
    owner,
    section: 'unit_test',
    fqn,
    defaults: { enabled: true },
    patch: readConfig(located),
    calls: {},
  });
  const modelAt = placeOf(child(located, 'model') ?? located);
  const model = links.ref({ name: modelName }, owner.name);
  if (model.kind === 'missing')
    problems.error(
      modelAt,
      `The unit test ${patch.name} is for ${modelName}, and there is no such model.`,
      model.near === null ? 'Correct the name.' : `Did you mean ${model.near}?`,
      [uniqueId],
    );
  const reading: Reading = { owner, source: source.file, uniqueId, links, fixtures, assembly };
  const given: UnitTestInput[] = [];
  for (const one of items(child(located, 'given'))) {
    const input = await readInput(one, reading);
    if (input !== null) given.push(input);
  }
  const expected = child(located, 'expect');
  const expect = expected === undefined ? null : readRows(expected, reading);
  if (expect === null && expected === undefined)
    problems.error(
      patch.place,
      `The unit test ${patch.name} expects nothing.`,
      'Write expect: with its rows.',
      [uniqueId],
    );
  const overrides = child(located, 'overrides');
  return {
    enabled: isEnabled(config) && model.kind !== 'disabled',
    node: {
      resourceType: 'unit_test',
      uniqueId,
      name: patch.name,
      packageName: owner.name,
      path: source.path,
      place: patch.place,
      fqn,
      tags: tagsOf(config),
      meta: mapOf(config['meta']),
      description: patch.description,
      config,
      columns: [],
      dependsOn: model.kind === 'missing' ? [] : [model.node.uniqueId],
      captured: { refs: [], sources: [], macros: [], vars: [], env: [] },
      model: model.kind === 'missing' ? '' : model.node.uniqueId,
      given,
      expect: expect ?? { format: 'dict', rows: [], place: patch.place },
      overrides: {
        macros: mapOf(plainChild(overrides, 'macros')),
        vars: mapOf(plainChild(overrides, 'vars')),
        envVars: mapOf(plainChild(overrides, 'env_vars')),
      },
    },
  };
}

interface Reading {
  readonly owner: ProjectPackage;
  readonly source: string;
  readonly uniqueId: string;
  readonly links: Links;
  readonly fixtures: ReadonlyMap<string, string>;
  readonly assembly: Assembly;
}

async function readInput(located: Located, reading: Reading): Promise<UnitTestInput | null> {
  const input = text(child(located, 'input'))?.trim();
  const rows = readRows(located, reading);
  const place = placeOf(child(located, 'input') ?? located);
  const tell = (message: string, next: string) => {
    reading.assembly.problems.error(place, message, next, [reading.uniqueId]);
    return null;
  };
  if (input === undefined)
    return tell('This input names nothing.', "Write input: ref('model'), source('a', 'b') or this.");
  if (rows === null || input === 'this') return rows === null ? null : { ...rows, input };
  const found = await findInput(input, place, reading);
  if (typeof found === 'string') return tell(found, "Write ref('model') or source('source', 'table').");
  if (found.kind === 'missing')
    return tell(
      `There is no ${input}.`,
      found.near === null ? 'Correct the name.' : `Did you mean ${found.near}?`,
    );
  return { ...rows, input, uniqueId: found.node.uniqueId };
}

async function findInput(input: string, place: Place, reading: Reading): Promise<Found | string> {
  const { owner, source, links, assembly } = reading;
  const capture = createCapture(assembly.settingOf(owner.name), {
    file: source,
    base: {},
    relation: null,
    facts: {},
  });
  const fault = await capture.run(`{{ ${input} }}`, { ...place, line: 1, column: 1 });
  if (fault !== null) return `This input can't be read: ${fault.message}.`;
  const { refs, sources } = capture.captured();
  const [ref]: readonly RefCall[] = refs;
  const [table]: readonly SourceCall[] = sources;
  if (ref !== undefined) return links.ref(ref, owner.name);
  if (table !== undefined) return links.source(table, owner.name);
  return 'This input is neither a ref nor a source.';
}

/** `rows` or a `fixture`, in one of three formats. */
function readRows(located: Located, { uniqueId, fixtures, assembly }: Reading): UnitTestRows | null {
  const place = placeOf(child(located, 'rows', 'fixture') ?? located);
  const tell = (message: string, next: string) => {
    assembly.problems.error(place, message, next, [uniqueId]);
    return null;
  };
  const format = text(child(located, 'format')) ?? 'dict';
  if (format !== 'dict' && format !== 'csv' && format !== 'sql')
    return tell(`${format} is no format of rows.`, 'Write format: dict, csv or sql.');
  const fixture = text(child(located, 'fixture'));
  if (fixture !== undefined) {
    const found = fixtures.get(`${fixture}.${format}`);
    return found === undefined
      ? tell(`There is no fixture ${fixture}.${format}.`, 'Put it into the folder tests/fixtures.')
      : { format, rows: found, place };
  }
  const rows = child(located, 'rows');
  if (format === 'dict') {
    const plain = items(rows).map(plainOf);
    return plain.every(isPlainMap)
      ? { format, rows: plain, place }
      : tell('A row must name its columns.', 'Write rows like - {id: 1, name: ann}.');
  }
  const written = text(rows);
  return written === undefined
    ? tell(`Rows in the format ${format} are text.`, 'Write rows: | and the text indented below.')
    : { format, rows: written, place };
}
