import type { ProjectNode } from '../nodes.ts';
import { isPlainList, isPlainMap, type Plain, pythonText } from '../plain.ts';
import { changesOf, type ProjectState } from '../state/state.ts';
import type { Criterion } from './spec.ts';
import { fqnMatches, pathMatches, wildcardMatches } from './wildcard.ts';

export interface MethodContext {
  readonly rootPackage: string;
  /** What `state:` compares with; absent when none was given. */
  readonly state?: ProjectState;
  /** The state of the project as it is now. */
  readonly current: () => ProjectState;
}

type Method = (node: ProjectNode, criterion: Criterion, context: MethodContext) => boolean;

/** By method name: whether a node answers to a value. */
export const METHODS: Readonly<Record<string, Method>> = {
  fqn: (node, { value }) =>
    node.resourceType !== 'source' && node.resourceType !== 'exposure' && fqnMatches(node.fqn, value),
  tag: (node, { value }) => node.tags.some((tag) => wildcardMatches(tag, value)),
  path: (node, { value }) => {
    const pattern = value.replaceAll('\\', '/');
    return [node.path, node.place.file, node.patchPlace?.file ?? node.path].some((path) =>
      pathMatches(path, pattern),
    );
  },
  file: (node, { value }) => {
    const name = node.path.slice(node.path.lastIndexOf('/') + 1);
    return wildcardMatches(name, value) || wildcardMatches(name.replace(/\.[^.]*$/, ''), value);
  },
  package: (node, { value }, { rootPackage }) =>
    wildcardMatches(node.packageName, value === 'this' ? rootPackage : value),
  config: (node, { methodPath, value }) => configAnswers(node.config, methodPath, value),
  source: (node, { value }) => {
    if (node.resourceType !== 'source') return false;
    const parts = value.split('.');
    const [last = '*', middle, first] = [...parts].reverse();
    if (parts.length === 1) return wildcardMatches(node.sourceName, last);
    if (parts.length > 3) return false;
    return (
      wildcardMatches(node.name, last) &&
      wildcardMatches(node.sourceName, middle ?? '*') &&
      wildcardMatches(node.packageName, first ?? '*')
    );
  },
  exposure: (node, { value }) => node.resourceType === 'exposure' && nameAnswers(node, value),
  unit_test: (node, { value }) => node.resourceType === 'unit_test' && nameAnswers(node, value),
  resource_type: (node, { value }) => node.resourceType === value,
  test_type: (node, { value }) => {
    if (value === 'unit') return node.resourceType === 'unit_test';
    if (node.resourceType !== 'test') return false;
    // `schema` is what generic tests were once called.
    return value === 'data' || node.testType === (value === 'schema' ? 'generic' : value);
  },
  test_name: (node, { value }) =>
    node.resourceType === 'test' &&
    node.generic !== undefined &&
    wildcardMatches(node.generic.testName, value),
  state: (node, { value }, { state, current }) => {
    if (state === undefined) return false;
    const [kind, aspect] = value.split('.');
    const before = state.nodes[node.uniqueId];
    if (kind === 'new') return before === undefined;
    if (kind === 'old') return before !== undefined;
    const changes = changesOf(node.uniqueId, state, current());
    if (kind === 'unmodified') return changes.length === 0;
    if (kind !== 'modified') return false;
    return aspect === undefined ? changes.length > 0 : changes.some((one) => one === aspect || one === 'new');
  },
};

/** Values a method knows, where it knows only a few: another one is a typing error, not an empty selection. */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  test_type: ['generic', 'singular', 'unit', 'data', 'schema'],
  state: [
    'new',
    'old',
    'modified',
    'unmodified',
    'modified.body',
    'modified.configs',
    'modified.relation',
    'modified.persisted_descriptions',
    'modified.macros',
    'modified.contract',
    'modified.vars',
  ],
};

function nameAnswers(node: ProjectNode, value: string): boolean {
  const [last = '*', first] = value.split('.').reverse();
  return wildcardMatches(node.name, last) && wildcardMatches(node.packageName, first ?? '*');
}

function configAnswers(config: Plain, path: readonly string[], wanted: string): boolean {
  let value: Plain | undefined = config;
  for (const key of path) {
    if (!isPlainMap(value)) return false;
    value = value[key] ?? value[key.replaceAll('_', '-')];
    if (value === undefined) return false;
  }
  if (value === undefined) return false;
  const equal = (one: Plain) => pythonText(one).toLowerCase() === wanted.toLowerCase();
  if (isPlainList(value)) return value.some(equal);
  if (isPlainMap(value)) return Object.keys(value).some((key) => equal(key));
  return equal(value);
}
