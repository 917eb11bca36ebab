import type { Graph } from '../graph/graph.ts';
import { difference, intersection, union } from '../graph/sets.ts';
import type { ProjectNode, ResourceType } from '../nodes.ts';
import { KNOWN_VALUES, METHODS, type MethodContext } from './methods.ts';
import { type Criterion, EVERYTHING, type IndirectSelection, parseWords, type Spec } from './spec.ts';

export interface SelectionRequest {
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  /** A definition of `selectors.yml`; `select` and `exclude` are left out then. */
  readonly selector?: string;
  readonly resourceTypes?: readonly ResourceType[];
  readonly excludeResourceTypes?: readonly ResourceType[];
  /** Default: eager. */
  readonly indirect?: IndirectSelection;
  /** Exactly these unique ids, as far as they are there: a retry, or nodes picked by hand. Nothing else counts then. */
  readonly ids?: readonly string[];
}

/** What a selection is made from: the enabled nodes and how they hang together. */
export interface Selectable {
  readonly nodes: ReadonlyMap<string, ProjectNode>;
  readonly graph: Graph;
  readonly context: MethodContext;
  readonly named: ReadonlyMap<string, Spec>;
}

export interface Selection {
  /** Sorted. */
  readonly ids: readonly string[];
  /** What was asked and means nothing here, one sentence each. Nothing is selected when there is any. */
  readonly faults: readonly string[];
  /** What was asked and matched nothing. */
  readonly warnings: readonly string[];
}

interface Chosen {
  readonly direct: ReadonlySet<string>;
  /** Tests of something chosen that also need something else, which a wider selection may still bring in. */
  readonly waiting: ReadonlySet<string>;
}

export function selectNodes(request: SelectionRequest, from: Selectable): Selection {
  const faults: string[] = [];
  const warnings: string[] = [];
  if (request.ids !== undefined) {
    const there = new Set(request.ids.filter((id) => from.nodes.has(id)));
    return { ids: [...there].sort(), faults, warnings };
  }
  const indirect = request.indirect ?? 'eager';
  const spec = specOf(request, from, faults);
  if (spec === null) return { ids: [], faults, warnings };
  checkSpec(spec, from, faults);
  if (faults.length > 0) return { ids: [], faults, warnings };
  const { direct } = evaluate(spec, from, indirect, warnings);
  const ids = [...direct].filter((id) => {
    const type = from.nodes.get(id)?.resourceType;
    if (type === undefined || type === 'operation') return false;
    const wanted = request.resourceTypes;
    if (wanted !== undefined && wanted.length > 0 && !wanted.includes(type)) return false;
    return !(request.excludeResourceTypes ?? []).includes(type);
  });
  return { ids: ids.sort(), faults, warnings };
}

function specOf(request: SelectionRequest, from: Selectable, faults: string[]): Spec | null {
  if (request.selector !== undefined) {
    const named = from.named.get(request.selector);
    if (named === undefined) {
      const known = [...from.named.keys()].join(', ');
      faults.push(
        `selectors.yml defines no selector ${request.selector}${known === '' ? '' : `: it has ${known}`}.`,
      );
      return null;
    }
    return named;
  }
  const included = request.select?.length ? parseWords(request.select) : EVERYTHING;
  if (!request.exclude?.length) return included;
  // What touches an excluded node goes with it, whichever tests the selection drags along.
  return { kind: 'difference', from: included, without: parseWords(request.exclude, 'eager') };
}

function checkSpec(spec: Spec, from: Selectable, faults: string[]): void {
  if (spec.kind === 'difference') {
    checkSpec(spec.from, from, faults);
    checkSpec(spec.without, from, faults);
  } else if (spec.kind !== 'criterion') {
    for (const part of spec.parts) checkSpec(part, from, faults);
  } else if (!Object.hasOwn(METHODS, spec.method))
    faults.push(`${spec.method}: is no way to select; there are ${Object.keys(METHODS).sort().join(', ')}.`);
  else if (KNOWN_VALUES[spec.method]?.includes(spec.value) === false)
    faults.push(
      `${spec.method}:${spec.value} is unknown; ${spec.method}: takes ${KNOWN_VALUES[spec.method]?.join(', ')}.`,
    );
  else if (spec.method === 'state' && from.context.state === undefined)
    faults.push(`state:${spec.value} needs an earlier state to compare with.`);
}

function evaluate(spec: Spec, from: Selectable, indirect: IndirectSelection, warnings: string[]): Chosen {
  if (spec.kind === 'criterion') {
    const chosen = evaluateCriterion(spec, from, spec.indirect ?? indirect);
    if (chosen.direct.size === 0 && spec.value !== '*')
      warnings.push(`Nothing answers to ${spec.method}:${spec.value}.`);
    return chosen;
  }
  const parts = spec.kind === 'difference' ? [spec.from, spec.without] : spec.parts;
  const chosen = parts.map((part) => evaluate(part, from, indirect, warnings));
  const direct = combine(
    spec.kind,
    chosen.map((one) => one.direct),
  );
  const waiting = combine(
    spec.kind,
    chosen.map((one) => one.waiting),
  );
  return { direct: settle(direct, waiting, from, indirect), waiting };
}

function combine(
  kind: 'union' | 'intersection' | 'difference',
  sets: readonly ReadonlySet<string>[],
): ReadonlySet<string> {
  const [first = new Set<string>(), ...rest] = sets;
  return rest.reduce((so, next) => {
    if (kind === 'union') return union(so, next);
    return kind === 'intersection' ? intersection(so, next) : difference(so, next);
  }, new Set(first));
}

function evaluateCriterion(criterion: Criterion, from: Selectable, indirect: IndirectSelection): Chosen {
  const matches = METHODS[criterion.method];
  const found = new Set<string>();
  for (const [id, node] of from.nodes) if (matches?.(node, criterion, from.context)) found.add(id);
  const selected = withNeighbours(found, criterion, from.graph);
  if (indirect === 'empty') return { direct: selected, waiting: new Set() };
  const tests = testsBeside(selected, from);
  if (indirect === 'eager') return { direct: union(selected, tests), waiting: new Set() };
  const direct = settle(selected, tests, from, indirect);
  return { direct, waiting: difference(tests, direct) };
}

function withNeighbours(found: Set<string>, criterion: Criterion, graph: Graph): Set<string> {
  if (criterion.childrensParents) {
    const below = union(found, graph.descendants(found));
    return union(below, graph.ancestors(below));
  }
  const above =
    criterion.parents === undefined ? new Set<string>() : graph.ancestors(found, criterion.parents);
  const below =
    criterion.children === undefined ? new Set<string>() : graph.descendants(found, criterion.children);
  return union(found, above, below);
}

function testsBeside(selected: ReadonlySet<string>, { nodes, graph }: Selectable): Set<string> {
  const tests = new Set<string>();
  for (const id of selected)
    for (const child of graph.children(id)) {
      const type = nodes.get(child)?.resourceType;
      if (type === 'test' || type === 'unit_test') tests.add(child);
    }
  return tests;
}

/** Adds the tests among `waiting` whose parents are all there; for `buildable` a parent's own ancestors count too. */
function settle(
  direct: ReadonlySet<string>,
  waiting: ReadonlySet<string>,
  { graph, nodes }: Selectable,
  indirect: IndirectSelection,
): ReadonlySet<string> {
  if (waiting.size === 0) return direct;
  const sources = [...nodes.values()].filter((node) => node.resourceType === 'source');
  const there =
    indirect === 'buildable'
      ? union(
          direct,
          graph.ancestors(direct),
          sources.map((node) => node.uniqueId),
        )
      : direct;
  const settled = [...waiting].filter((id) => graph.parents(id).every((parent) => there.has(parent)));
  return union(direct, settled);
}
