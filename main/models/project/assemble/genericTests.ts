import { asList } from '../config/mergeConfig.ts';
import type { Captured, SourceNode, TestNode } from '../nodes.ts';
import { isPlainMap, type PlainMap, pythonText } from '../plain.ts';
import type { Place } from '../problem.ts';
import { type DeclaredTest, readDeclaredTest, renderTestConfig } from '../properties/declaredTest.ts';
import type { PatchedColumn } from '../properties/patch.ts';
import { genericTestHash, genericTestNames, shortened } from '../tests/testName.ts';
import type { Located } from '../yaml/located.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { captureTest } from './captureTest.ts';
import { foldersOf } from './drafts.ts';
import type { Declared } from './propertyFiles.ts';
import { FAILURES_SCHEMA, type MadeNode, type OwnFileNode, severityOf, tagsOf } from './templated.ts';

export interface TestedNode {
  readonly node: OwnFileNode | SourceNode;
  readonly declared: Declared;
  readonly tests: readonly Located[];
  readonly columns: readonly PatchedColumn[];
}

/** Every generic test declared on a node and on its columns. */
export async function makeGenericTests(
  tested: TestedNode,
  assembly: Assembly,
): Promise<MadeNode<TestNode>[]> {
  const made: MadeNode<TestNode>[] = [];
  const { owner } = tested.declared;
  const rendering = {
    environment: assembly.settingOf(owner.name).environment,
    names: assembly.yamlNames(owner),
    problems: assembly.problems,
    skip: (key: string) => key === 'where',
  };
  const add = async (written: Located, column: PatchedColumn | null) => {
    const located = await renderTestConfig(written, rendering);
    const declared = readDeclaredTest(located, assembly.problems);
    const one = declared === null ? null : await makeTest(declared, column, tested, assembly);
    if (one !== null) made.push(one);
  };
  for (const located of tested.tests) await add(located, null);
  for (const column of tested.columns) for (const located of column.tests) await add(located, column);
  return made;
}

async function makeTest(
  declared: DeclaredTest,
  column: PatchedColumn | null,
  { node, declared: file }: TestedNode,
  assembly: Assembly,
): Promise<MadeNode<TestNode> | null> {
  const { owner, source } = file;
  const { testName, namespace, args } = declared;
  const columnName = column === null ? undefined : column.quote === true ? `"${column.name}"` : column.name;
  const kwargs: PlainMap = {
    ...args,
    ...(columnName === undefined ? {} : { column_name: columnName }),
    model: `{{ get_where_subquery(${callOf(node)}) }}`,
  };
  const kind = `${namespace === undefined ? '' : `${namespace}_`}${node.resourceType === 'source' ? 'source_' : ''}${testName}`;
  const target = node.resourceType === 'source' ? `${node.sourceName}_${node.name}` : node.name;
  const { full: synthetic, short } = genericTestNames(kind, target, kwargs);
  const name = declared.customName ?? synthetic;
  const hash = genericTestHash(name, { testName, namespace, kwargs });
  const uniqueId = `test.${owner.name}.${name}.${hash}`;
  const fqn = [owner.name, ...foldersOf(source.inside), name];

  const defaults = { materialized: 'test', severity: 'ERROR', enabled: true };
  const parts = { owner, section: 'test', fqn, defaults } as const;
  const patch = column === null ? declared.config : withTags(declared.config, column.tags);
  const early = resolveConfig(assembly, { ...parts, patch, calls: {} });
  const outcome = await captureTest(
    declared,
    kwargs,
    { uniqueId, name, file, enabled: isEnabled(early) },
    assembly,
  );
  for (const problem of outcome.problems) assembly.problems.add(problem);
  // A test's own config() gives defaults; where it is used has the last word.
  const config = resolveConfig(assembly, { ...parts, patch: outcome.config, calls: patch });
  const alias = config['alias'] ?? (declared.customName === undefined ? short : shortened(name));
  const relation = await assembly.namer.place(
    { name, resource_type: 'test', package_name: owner.name, fqn, unique_id: uniqueId, config },
    { ...config, schema: config['schema'] ?? FAILURES_SCHEMA, alias },
    declared.place,
  );
  return {
    enabled: isEnabled(config),
    node: {
      resourceType: 'test',
      testType: 'generic',
      uniqueId,
      name,
      packageName: owner.name,
      path: source.path,
      place: declared.place,
      fqn,
      tags: tagsOf(config),
      meta: isPlainMap(config['meta']) ? config['meta'] : {},
      description: await assembly.descriptions.render(declared.description, declared.place, owner.name),
      config,
      columns: [],
      dependsOn: [],
      captured: withCallsAt(outcome.captured, source.file, declared.place),
      rawCode: rawCodeOf(declared),
      codeAt: declared.place,
      severity: severityOf(config),
      relation,
      generic: {
        testName,
        kwargs,
        attachedTo: node.uniqueId,
        ...(namespace === undefined ? {} : { namespace }),
        ...(columnName === undefined ? {} : { columnName }),
      },
    },
  };
}

/** Calls in a YAML value are placed at the test: inside the value there is no line of the file to name. */
function withCallsAt(captured: Captured, file: string, place: Place): Captured {
  const moved = <T extends { readonly place: Place }>(call: T): T =>
    call.place.file === file ? { ...call, place } : call;
  return { ...captured, refs: captured.refs.map(moved), sources: captured.sources.map(moved) };
}

function withTags(config: PlainMap, tags: readonly string[]): PlainMap {
  return tags.length === 0 ? config : { ...config, tags: [...tags, ...asList(config['tags'])] };
}

function callOf(node: OwnFileNode | SourceNode): string {
  return node.resourceType === 'source'
    ? `source('${node.sourceName}', '${node.name}')`
    : `ref('${node.name}')`;
}

function rawCodeOf({ testName, namespace }: DeclaredTest): string {
  const prefix = namespace === undefined ? '' : `${namespace}.`;
  return `{{ ${prefix}test_${pythonText(testName)}(**_dbt_generic_test_kwargs) }}`;
}
