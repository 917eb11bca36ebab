import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import { Moment } from '../../jinja/python/datetime/moment.ts';
import { UTC } from '../../jinja/python/datetime/zone.ts';
import { Fault } from '../../jinja/templateError.ts';
import { Callable, HostObject, type Value } from '../../jinja/value.ts';
import type { ProjectNode, RelationPlace } from '../project/nodes.ts';
import type { ProjectTarget } from '../project/options.ts';
import { Namespace } from '../project/render/callable.ts';
import { toPlain, toValue } from '../project/render/values.ts';
import type { Catalog } from './adapter.ts';
import { columnType } from './columnValue.ts';
import type { FixedConfig } from './fixedConfig.ts';
import type { Grounds } from './grounds.ts';
import { graphValue, nodeFacts } from './nodeFacts.ts';
import { pythonModules } from './python/modules.ts';
import { placeOf, type Relations } from './relations.ts';
import type { RenderingOptions, Surroundings } from './rendering.ts';
import { textOf } from './statements.ts';

interface NameParts {
  readonly surroundings: Surroundings;
  readonly node: ProjectNode;
  readonly options: RenderingOptions;
  readonly relations: Relations;
  readonly catalog: Catalog;
  readonly config: FixedConfig;
  readonly grounds: Grounds;
}

/** Names of the second pass, each worked out when a template first asks for it: `graph` holds the whole project. */
export function secondPassNames(parts: NameParts): Readonly<Record<string, () => Value | undefined>> {
  const { surroundings, node, options, relations, catalog, config, grounds } = parts;
  const { project, invocation } = surroundings;
  const place = 'relation' in node ? node.relation : null;
  const own = options.inputs?.get('this') ?? options.inputs?.get(node.uniqueId);
  const isFull = () => {
    const wanted = config.all['full_refresh'];
    return typeof wanted === 'boolean' ? wanted : invocation.fullRefresh;
  };
  const isIncremental = async () => {
    if (options.incremental !== undefined) return options.incremental;
    if (place === null || config.all['materialized'] !== 'incremental') return false;
    grounds.moves();
    if (isFull()) return false;
    return (await catalog.relation(place))?.kind === 'table';
  };
  const load = fn('load_relation', ['relation'], ([relation = null]) => {
    const asked = placeOf(relation);
    if (asked === null) throw new Fault('CompilationError', 'load_relation takes a relation');
    return catalog.relation(asked);
  });
  const silent = (name: string) => () => new Callable(name, () => '');
  const facts = (): Dict => {
    const made = toValue(nodeFacts(node, project, config.all));
    return made instanceof Dict ? made : new Dict();
  };
  return {
    this: () => (own !== undefined ? relations.cte(own) : place === null ? undefined : relations.of(place)),
    model: facts,
    graph: () => surroundings.graph?.() ?? graphValue(project),
    run_started_at: () => Moment.ofDate(invocation.startedAt, UTC),
    modules: () =>
      pythonModules(() => {
        grounds.moves();
        return surroundings.clock?.() ?? invocation.startedAt;
      }),
    is_incremental: () => fn('is_incremental', [], isIncremental),
    should_full_refresh: () => fn('should_full_refresh', [], isFull),
    should_store_failures: () =>
      fn('should_store_failures', [], () => {
        const wanted = config.all['store_failures'];
        return typeof wanted === 'boolean' ? wanted : invocation.flags['STORE_FAILURES'] === true;
      }),
    load_relation: () => load,
    load_cached_relation: () => load,
    api: () => Dict.of({ Relation: relationType(relations, project.options.target), Column: columnType() }),
    doc: () => docCallable(parts),
    results: () => surroundings.results(),
    database_schemas: () =>
      surroundings.schemas.map((schema) =>
        relations.of({ database: project.options.target.database, schema, identifier: '' }),
      ),
    pre_hooks: () => toValue(config.all['pre-hook'] ?? []),
    post_hooks: () => toValue(config.all['post-hook'] ?? []),
    sql: () => '',
    compiled_code: () => '',
    thread_id: () => '',
    dbt_metadata_envs: () => new Dict(),
    invocation_args_dict: () => toValue({ which: invocation.command, ...invocation.flags }),
    validation: () => new Namespace('validation', (name) => (name === 'any' ? anyOf : undefined)),
    write: silent('write'),
    debug: silent('debug'),
    try_or_compiler_error: () =>
      new Callable('try_or_compiler_error', ({ positional, named }, site) => {
        const [, callee = null, ...rest] = positional;
        return site.call(callee, rest, named);
      }),
    diff_of_two_dicts: () => fn('diff_of_two_dicts', ['dict_a', 'dict_b'], ([a, b]) => difference(a, b)),
  };
}

const anyOf = new Namespace('any', () => undefined);

function docCallable({ node, surroundings }: NameParts): Value {
  const { docs, name: rootPackage } = surroundings.project;
  return new Callable('doc', ({ positional }) => {
    const asked = positional.map(textOf);
    const name = asked.at(-1) ?? '';
    const packages = asked.length > 1 ? [asked[0]] : [node.packageName, rootPackage];
    const block =
      packages
        .map((from) => docs.find((one) => one.name === name && one.packageName === from))
        .find((found) => found !== undefined) ??
      (asked.length > 1 ? undefined : docs.find((one) => one.name === name));
    if (block === undefined) throw new Fault('CompilationError', `There is no docs block called ${name}`);
    return block.text;
  });
}

function difference(a: Value | undefined, b: Value | undefined): Value {
  const gone = new Dict();
  if (!(a instanceof Dict)) return gone;
  for (const [key, value] of a.entries()) {
    const kept = b instanceof Dict ? toPlain(b.get(key) ?? []) : [];
    const others = Array.isArray(kept) ? kept : [];
    const list = toPlain(value);
    const left = Array.isArray(list) ? list.filter((one) => !others.includes(one)) : [];
    if (left.length > 0) gone.set(key, toValue(left));
  }
  return gone;
}

/** `api.Relation`. */
export function relationType(relations: Relations, target: ProjectTarget): Namespace {
  const formals = [
    ['database', null],
    ['schema', null],
    ['identifier', null],
    ['type', null],
    ['quote_policy', null],
  ] as const;
  return new Namespace('Relation', (name) => {
    if (name === 'Table' || name === 'View' || name === 'CTE') return name.toLowerCase();
    if (name === 'get_relation_type') return new Namespace('RelationType', (kind) => kind.toLowerCase());
    if (name === 'create_from' || name === 'create_from_relation')
      return new Callable(name, ({ positional }) => copied(positional, relations));
    if (name !== 'create') return undefined;
    return fn('create', formals, ([database = null, schema = null, identifier = null, type = null]) => {
      const text = (value: Value, other: string) => (typeof value === 'string' ? value : other);
      const place = {
        database: text(database, target.database),
        schema: text(schema, ''),
        identifier: text(identifier, ''),
      };
      return relations.of(place, { kind: typeof type === 'string' ? type : null });
    });
  });
}

/** `create_from(config, node)`: of a node's facts the relation it makes. */
function copied(args: readonly Value[], relations: Relations): Value {
  for (const one of [...args].reverse()) {
    const known = placeOf(one);
    if (known !== null) return relations.of(known);
    const read = (key: string): string => {
      const value =
        one instanceof Dict ? one.get(key) : one instanceof HostObject ? one.attribute(key) : undefined;
      return typeof value === 'string' ? value : '';
    };
    const place: RelationPlace = {
      database: read('database'),
      schema: read('schema'),
      identifier: read('identifier') || read('alias') || read('name'),
    };
    if (place.identifier !== '') return relations.of(place);
  }
  throw new Fault('CompilationError', 'create_from takes a node');
}
