import type { Value } from '../../../jinja/value.ts';
import { asList } from '../config/mergeConfig.ts';
import type { Outcome } from '../memory.ts';
import type { Captured, SourceNode, TestNode } from '../nodes.ts';
import { isPlainList, isPlainMap, type Plain, type PlainMap, pythonText } from '../plain.ts';
import { createProblemList, type Place } from '../problem.ts';
import { type DeclaredTest, readDeclaredTest } from '../properties/declaredTest.ts';
import type { PatchedColumn } from '../properties/patch.ts';
import { type Capture, type CaptureFault, createCapture, isFault } from '../render/capture.ts';
import { toValue } from '../render/values.ts';
import { genericTestHash, genericTestNames, shortened } from '../tests/testName.ts';
import type { Located } from '../yaml/located.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { foldersOf } from './drafts.ts';
import type { Declared } from './propertyFiles.ts';
import { FAILURES_SCHEMA, type MadeNode, type OwnFileNode, severityOf, tagsOf } from './templated.ts';

/** Tests that work without a macro of the project. */
const OWN_TESTS: ReadonlySet<string> = new Set(['unique', 'not_null', 'accepted_values', 'relationships']);

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
  const add = async (located: Located, column: PatchedColumn | null) => {
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

function captureTest(
  declared: DeclaredTest,
  kwargs: PlainMap,
  test: {
    readonly uniqueId: string;
    readonly name: string;
    readonly file: Declared;
    readonly enabled: boolean;
  },
  assembly: Assembly,
): Promise<Outcome> {
  const { uniqueId, name, file, enabled } = test;
  const packageName = file.owner.name;
  const madeFrom = [assembly.surroundings, { ...declared.place }, kwargs, enabled, uniqueId];
  const hashOf = (id: string) => assembly.registry.all.get(id)?.contentHash;
  return assembly.memory.outcome(uniqueId, madeFrom, hashOf, async () => {
    const capture = createCapture(assembly.settingOf(packageName), {
      file: file.source.file,
      base: {},
      relation: null,
      facts: { name, unique_id: uniqueId, resource_type: 'test', package_name: packageName },
    });
    const problems = createProblemList();
    if (enabled) await runTest(declared, kwargs, uniqueId, packageName, capture, { ...assembly, problems });
    return { config: capture.config, captured: capture.captured(), fault: null, problems: problems.all() };
  });
}

/** Finds what the test refers to: in its arguments, and in its macro where a project wrote one. */
async function runTest(
  declared: DeclaredTest,
  kwargs: PlainMap,
  uniqueId: string,
  packageName: string,
  capture: Capture,
  assembly: Assembly,
): Promise<void> {
  const { testName, namespace, place } = declared;
  const { problems, registry, options } = assembly;
  const named = new Map<string, Value>();
  for (const [key, value] of Object.entries(kwargs)) {
    const made = await argument(value, key, capture, place);
    if (isFault(made)) {
      problems.error(
        place,
        `The argument ${key} of ${testName} can't be evaluated: ${made.message}.`,
        "Write it as text, a number, a list, or ref('name').",
        [uniqueId],
      );
      return;
    }
    named.set(key, made);
  }
  const macro =
    namespace === undefined
      ? registry.find(`test_${testName}`, packageName)
      : registry.findIn(namespace, `test_${testName}`);
  const written = namespace === undefined ? testName : `${namespace}.${testName}`;
  if (macro === null) {
    if (namespace === undefined && OWN_TESTS.has(testName)) return;
    if (options.builtInTests?.has(written) === true) return;
    problems.error(
      place,
      `There is no generic test called ${written}.`,
      namespace === undefined
        ? `Write {% test ${testName}(model, column_name) %} … {% endtest %} in tests/generic, or correct the name.`
        : `Put the package ${namespace} into ${assembly.root.file.packagesFolder}/, or correct the name.`,
      [uniqueId],
    );
    return;
  }
  const fault = await capture.callMacro(macro, named, place);
  if (!isFault(fault)) return;
  const called = fault.place.file === place.file ? '' : ` (in ${fault.place.file}, line ${fault.place.line})`;
  problems.error(
    place,
    `The test ${written} fails: ${fault.message}${called}.`,
    'Correct its arguments here, or the macro.',
    [uniqueId],
  );
}

/** Text that looks like a call is one: `to: ref('customers')`. A column's name is always text. */
async function argument(
  value: Plain,
  key: string,
  capture: Capture,
  at: Place,
): Promise<Value | CaptureFault> {
  if (typeof value === 'string') {
    if (key === 'column_name') return value;
    const call = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/s.test(value);
    const code = call ? `{{ ${value} }}` : value;
    if (!code.includes('{{') && !code.includes('{%')) return value;
    const outputs = await capture.outputs(code, { ...at, line: 1, column: 1 });
    if (isFault(outputs)) return outputs;
    const [only] = outputs;
    return outputs.length === 1 && only !== undefined ? only : outputs.map(String).join('');
  }
  if (isPlainList(value)) {
    const list: Value[] = [];
    for (const one of value) {
      const made = await argument(one, '', capture, at);
      if (isFault(made)) return made;
      list.push(made);
    }
    return list;
  }
  return toValue(value);
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
