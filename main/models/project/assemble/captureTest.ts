import type { Value } from '../../../jinja/value.ts';
import type { Outcome } from '../memory.ts';
import type { PlainMap } from '../plain.ts';
import { createProblemList } from '../problem.ts';
import type { DeclaredTest } from '../properties/declaredTest.ts';
import { type Capture, createCapture, isFault } from '../render/capture.ts';
import { testArgument } from '../render/testArgument.ts';
import type { Assembly } from './assembly.ts';
import type { Declared } from './propertyFiles.ts';

/** Tests that work without a macro of the project. */
const OWN_TESTS: ReadonlySet<string> = new Set(['unique', 'not_null', 'accepted_values', 'relationships']);

/** Runs a generic test once to find what it names; remembered as long as nothing it could see changes. */
export function captureTest(
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
    const made = await testArgument(value, key, (code) =>
      capture.outputs(code, { ...place, line: 1, column: 1 }),
    );
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
