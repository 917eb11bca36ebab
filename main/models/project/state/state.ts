import { createHash } from 'node:crypto';
import type { MacroInfo, ProjectNode } from '../nodes.ts';
import { canonicalText, type Plain, type PlainMap } from '../plain.ts';

/** What can differ in a node between two states of a project. */
export type Aspect =
  | 'body'
  | 'configs'
  | 'relation'
  | 'persisted_descriptions'
  | 'contract'
  | 'vars'
  | 'macros'
  | 'fqn';

/** What is remembered of a project to tell later what changed: plain JSON, hashes only. */
export interface ProjectState {
  readonly format: 1;
  readonly nodes: Readonly<Record<string, NodeState>>;
  readonly macros: Readonly<Record<string, string>>;
}

export interface NodeState {
  readonly aspects: Readonly<Record<Exclude<Aspect, 'macros'>, string>>;
  /** Unique ids of the macros it calls. */
  readonly macros: readonly string[];
}

export function projectState(
  nodes: Iterable<ProjectNode>,
  macros: Iterable<MacroInfo>,
  varsOf: (node: ProjectNode) => PlainMap,
): ProjectState {
  const states: Record<string, NodeState> = {};
  for (const node of nodes) states[node.uniqueId] = nodeState(node, varsOf(node));
  const hashes: Record<string, string> = {};
  for (const macro of macros) hashes[macro.uniqueId] = macro.contentHash;
  return { format: 1, nodes: states, macros: hashes };
}

/** Empty when nothing changed; `new` when the earlier state didn't know the node. */
export function changesOf(
  uniqueId: string,
  before: ProjectState,
  now: ProjectState,
): readonly (Aspect | 'new')[] {
  const then = before.nodes[uniqueId];
  const today = now.nodes[uniqueId];
  if (then === undefined) return ['new'];
  if (today === undefined) return [];
  const aspects = Object.keys(today.aspects) as (keyof NodeState['aspects'])[];
  const changed: Aspect[] = aspects.filter((aspect) => then.aspects[aspect] !== today.aspects[aspect]);
  const called = new Set([...then.macros, ...today.macros]);
  if ([...called].some((macro) => before.macros[macro] !== now.macros[macro])) changed.push('macros');
  return changed;
}

function nodeState(node: ProjectNode, vars: PlainMap): NodeState {
  const persist = node.config['persist_docs'];
  const described =
    persist === undefined ? '' : [node.description, ...node.columns.map((c) => c.description)];
  return {
    aspects: {
      body: hash(bodyOf(node)),
      configs: hash(node.config),
      relation: hash('relation' in node && node.relation !== null ? { ...node.relation } : null),
      persisted_descriptions: hash(described),
      contract: hash(contractOf(node)),
      vars: hash(vars),
      fqn: hash(node.fqn),
    },
    macros: node.captured.macros,
  };
}

function contractOf(node: ProjectNode): Plain {
  if (node.config['contract'] === undefined) return null;
  return node.columns.map((column) => [column.name, column.dataType ?? null, column.constraints]);
}

function bodyOf(node: ProjectNode): Plain {
  switch (node.resourceType) {
    case 'seed':
      return node.contentHash;
    case 'source':
      return [
        node.loader,
        node.loadedAtField ?? null,
        node.loadedAtQuery ?? null,
        JSON.stringify(node.freshness),
      ];
    case 'exposure':
      return [node.exposureType, node.url ?? null, node.owner, node.dependsOn];
    case 'unit_test':
      return [
        node.model,
        node.given.map((one) => [one.input, one.format, rowsOf(one.rows)]),
        [node.expect.format, rowsOf(node.expect.rows)],
        node.overrides.macros,
        node.overrides.vars,
        node.overrides.envVars,
      ];
    case 'test':
      return node.generic === undefined
        ? node.rawCode
        : [node.generic.namespace ?? null, node.generic.testName, node.generic.kwargs];
    default:
      return node.rawCode;
  }
}

function rowsOf(rows: readonly PlainMap[] | string): Plain {
  return rows;
}

function hash(value: Plain): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex').slice(0, 32);
}
