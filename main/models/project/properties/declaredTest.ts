import { mergeConfig } from '../config/mergeConfig.ts';
import { isPlainMap, type Plain, type PlainMap } from '../plain.ts';
import type { Place, ProblemList } from '../problem.ts';
import { entriesOf, type Located, placeOf, plainOf, text } from '../yaml/located.ts';
import { renderYaml, type YamlRendering } from '../yaml/renderYaml.ts';

/** A generic test as a property file declares it, whatever the spelling. */
export interface DeclaredTest {
  readonly place: Place;
  readonly testName: string;
  readonly namespace?: string;
  readonly customName?: string;
  readonly description: string;
  readonly config: PlainMap;
  readonly args: PlainMap;
}

const CONFIG_KEYS: ReadonlySet<string> = new Set([
  'severity',
  'tags',
  'enabled',
  'where',
  'limit',
  'warn_if',
  'error_if',
  'fail_calc',
  'store_failures',
  'store_failures_as',
  'meta',
  'database',
  'schema',
  'alias',
  'group',
]);
const NEXT = 'Write - unique, or - accepted_values: with its arguments indented below.';

/**
 * A test with the expressions in its config evaluated. Its arguments are evaluated where it is run, and so is `where`:
 * they may call macros.
 */
export async function renderTestConfig(located: Located, rendering: YamlRendering): Promise<Located> {
  const { content } = located;
  if (content.kind !== 'map') return located;
  if (content.entries.has('test_name')) return renderConfigKeys(located, rendering);
  const entries = new Map(content.entries);
  for (const [key, entry] of content.entries)
    entries.set(key, { ...entry, value: await renderConfigKeys(entry.value, rendering) });
  return { ...located, content: { kind: 'map', entries } };
}

async function renderConfigKeys(located: Located, rendering: YamlRendering): Promise<Located> {
  const { content } = located;
  if (content.kind !== 'map') return located;
  const entries = new Map(content.entries);
  for (const [key, entry] of content.entries) {
    if (key === 'where' || (key !== 'config' && !CONFIG_KEYS.has(key))) continue;
    entries.set(key, { ...entry, value: await renderYaml(entry.value, rendering) });
  }
  return { ...located, content: { kind: 'map', entries } };
}

/** `- unique`, `- unique: {…}`, or `- {test_name: unique, …}`; arguments beside `config` or below `arguments`. */
export function readDeclaredTest(located: Located, problems: ProblemList): DeclaredTest | null {
  const bare = text(located);
  if (bare !== undefined)
    return { ...named(bare), place: placeOf(located), description: '', config: {}, args: {} };
  const entries = entriesOf(located);
  const explicit = entries.find(([key]) => key === 'test_name');
  if (explicit !== undefined) {
    const rest = entries.filter(([key]) => key !== 'test_name');
    return made(text(explicit[1].value) ?? '', rest, placeOf(located));
  }
  const [only] = entries;
  if (only === undefined || entries.length > 1) {
    problems.error(
      placeOf(located),
      entries.length > 1
        ? `A test has one name, and this one has several keys: ${entries.map(([key]) => key).join(', ')}.`
        : 'This test has no name.',
      entries.length > 1 ? 'Indent what belongs to the test below its name.' : NEXT,
    );
    return null;
  }
  const [name, { value, keyAt }] = only;
  const inside = entriesOf(value);
  if (value.content.kind !== 'map' && plainOf(value) !== null) {
    problems.error(placeOf(value), `What ${name} is told must be named arguments.`, NEXT);
    return null;
  }
  return made(name, inside, { file: located.file, ...keyAt });
}

function named(name: string): { testName: string; namespace?: string } {
  const dot = name.indexOf('.');
  return dot < 0 ? { testName: name } : { namespace: name.slice(0, dot), testName: name.slice(dot + 1) };
}

type Entries = ReturnType<typeof entriesOf>;

function made(name: string, entries: Entries, place: Place): DeclaredTest {
  const args: Record<string, Plain> = {};
  let config: PlainMap = {};
  let customName: string | undefined;
  let description = '';
  for (const [key, { value }] of entries) {
    const plain = plainOf(value);
    if (key === 'config' && isPlainMap(plain)) config = mergeConfig(config, plain);
    else if (key === 'arguments' && isPlainMap(plain)) Object.assign(args, plain);
    else if (key === 'name') customName = text(value);
    else if (key === 'description') description = text(value) ?? '';
    else if (CONFIG_KEYS.has(key)) config = mergeConfig(config, { [key]: plain });
    else args[key] = plain;
  }
  return {
    ...named(name),
    place,
    description,
    config,
    args,
    ...(customName === undefined ? {} : { customName }),
  };
}
