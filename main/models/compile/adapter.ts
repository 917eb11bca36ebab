import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import type { Later } from '../../jinja/later.ts';
import type { Formal } from '../../jinja/parameters.ts';
import { Fault } from '../../jinja/templateError.ts';
import { Callable, Tuple, Undefined, type Value } from '../../jinja/value.ts';
import type { BuildLine } from '../../warehouse/builds.ts';
import type { RelationPlace } from '../project/nodes.ts';
import { Namespace } from '../project/render/callable.ts';
import { listed } from '../project/render/commonNames.ts';
import type { RelationValue } from '../project/render/relation.ts';
import { AnswerTable } from './answerTable.ts';
import { ColumnValue, columnType } from './columnValue.ts';
import type { Grounds } from './grounds.ts';
import { placeOf, type Relations } from './relations.ts';
import type { Surroundings } from './rendering.ts';
import { movedPlaces } from './seenCatalog.ts';
import { granted } from './statementFault.ts';
import { responseOf, type Statements, textOf } from './statements.ts';

export interface Catalog {
  /** Null when there is no such relation; of a target with a candidate the candidate's kind. */
  relation(place: RelationPlace): Promise<RelationValue | null>;
  columns(relation: Value): Promise<ColumnValue[]>;
  list(schema: string): Promise<RelationValue[]>;
}

/** What macros ask of the database about relations. */
export function createCatalog(surroundings: Surroundings, line: BuildLine, relations: Relations): Catalog {
  const { current } = surroundings;
  return {
    async relation(place) {
      const found = granted(await line.relation(current(place)));
      return found === null ? null : relations.found(found, place);
    },
    async columns(relation) {
      const place = placeOf(relation);
      if (place === null)
        throw new Fault(
          'CompilationError',
          'get_columns_in_relation takes a relation: a ref, a source, this',
        );
      return granted(await line.columns(current(place))).map(ColumnValue.of);
    },
    async list(schema) {
      const found = granted(await line.relations([schema])).map((one) => ({ place: one.place, one }));
      const listedPlaces = found.map(({ place, one }) => relations.found(one, place));
      for (const { target, candidate } of movedPlaces(surroundings)) {
        if (target.schema !== schema || found.some((one) => one.place.identifier === target.identifier))
          continue;
        const there = granted(await line.relation(candidate));
        if (there !== null) listedPlaces.push(relations.found(there, target));
      }
      return listedPlaces;
    },
  };
}

interface AdapterParts {
  readonly surroundings: Surroundings;
  readonly line: BuildLine;
  readonly relations: Relations;
  readonly catalog: Catalog;
  readonly statements: Statements;
  readonly dispatch: Callable;
  readonly relationType: Namespace;
  readonly grounds: Grounds;
}

type Body = (values: readonly Value[]) => Later<Value>;

/** `adapter`: what dbt's macros and packages call of it. */
export function createAdapter(parts: AdapterParts): Namespace {
  const { surroundings, line, relations, catalog, statements, dispatch, relationType, grounds } = parts;
  const { target } = surroundings.project.options;
  const done = (name: string) => new Callable(name, () => '');
  const named = (formals: readonly Formal[], body: Body) => (name: string) => fn(name, formals, body);
  const asPlace = (database: Value, schema: Value, identifier: Value): RelationPlace => ({
    database: given(database) ?? target.database,
    schema: given(schema) ?? '',
    identifier: given(identifier) ?? '',
  });
  const demanded = (relation: Value, what: string): RelationPlace => {
    const place = placeOf(relation);
    if (place === null) throw new Fault('CompilationError', `${what} takes a relation`);
    return place;
  };

  const methods: Readonly<Record<string, (name: string) => Value>> = {
    dispatch: () => dispatch,
    Relation: () => relationType,
    Column: () => columnType(),
    type: named([], () => target.type),
    quote: named(['identifier'], ([text = '']) => `"${textOf(text)}"`),
    quote_as_configured: named(['identifier', 'quote_key'], ([text = '']) => `"${textOf(text)}"`),
    quote_seed_column: named(['column', ['quote_config', null]], ([column = '', quoted = null]) =>
      quoted === false ? column : `"${textOf(column)}"`,
    ),
    get_relation: named(
      ['database', 'schema', 'identifier'],
      ([database = null, schema = null, name = null]) => catalog.relation(asPlace(database, schema, name)),
    ),
    load_relation: named(['relation'], ([relation = null]) =>
      catalog.relation(demanded(relation, 'load_relation')),
    ),
    already_exists: named(
      ['schema', 'name'],
      async ([schema = null, name = null]) => (await catalog.relation(asPlace(null, schema, name))) !== null,
    ),
    get_columns_in_relation: named(['relation'], ([relation = null]) => catalog.columns(relation)),
    get_missing_columns: named(['from_relation', 'to_relation'], async ([from = null, to = null]) => {
      const have = new Set((await catalog.columns(to)).map((column) => column.parts.name));
      return (await catalog.columns(from)).filter((column) => !have.has(column.parts.name));
    }),
    list_relations: named(['database', 'schema'], ([, schema = '']) => catalog.list(textOf(schema))),
    list_relations_without_caching: named(['schema_relation'], ([schema = null]) =>
      catalog.list(placeOf(schema)?.schema ?? textOf(schema)),
    ),
    list_schemas: named([['database', null]], async () => [...granted(await line.schemas())]),
    check_schema_exists: named(['database', 'schema'], async ([, schema = '']) =>
      granted(await line.schemas()).includes(textOf(schema)),
    ),
    create_schema: named(['relation'], async ([relation = null]) => {
      granted(await line.makeSchema(demanded(relation, 'create_schema').schema));
      return '';
    }),
    drop_schema: named(['relation'], async ([relation = null]) => {
      granted(await line.dropSchema(demanded(relation, 'drop_schema').schema));
      return '';
    }),
    drop_relation: named(['relation'], async ([relation = null]) => {
      if (relation !== null)
        granted(await line.drop(surroundings.current(demanded(relation, 'drop_relation'))));
      return '';
    }),
    truncate_relation: named(['relation'], async ([relation = null]) => {
      const written = relations.of(demanded(relation, 'truncate_relation')).text();
      await statements.run(target.type === 'sqlite' ? `delete from ${written}` : `truncate table ${written}`);
      return '';
    }),
    rename_relation: named(['from_relation', 'to_relation'], async ([from = null, to = null]) => {
      granted(await line.rename(demanded(from, 'rename_relation'), demanded(to, 'rename_relation')));
      return '';
    }),
    execute: named(['sql', ['auto_begin', false], ['fetch', false], ['limit', null]], async ([sql = '']) => {
      const answer = await statements.run(textOf(sql));
      return new Tuple([responseOf(answer), AnswerTable.of(answer)]);
    }),
    standardize_grants_dict: named(['grants_table'], ([table = null]) => grantsOf(table)),
    valid_incremental_strategies: named([], () => ['append', 'delete+insert', 'merge', 'microbatch']),
    nice_connection_name: named([], () => 'leadline'),
  };
  const SILENT = new Set([
    ...['expand_target_column_types', 'cache_added', 'cache_dropped', 'cache_renamed', 'commit', 'begin'],
    ...['commit_if_has_connection', 'clear_transaction', 'verify_database', 'valid_snapshot_target'],
    ...[
      'add_query',
      'release_connection',
      'set_relations_cache',
      'validate_sql',
      'pre_model_hook',
      'post_model_hook',
    ],
  ]);
  return new Namespace('adapter', (name) => {
    if (!STEADY.has(name)) grounds.moves();
    if (Object.hasOwn(methods, name)) return methods[name]?.(name);
    return SILENT.has(name) ? done(name) : undefined;
  });
}

/** All that asks the database nothing and changes nothing. */
const STEADY: ReadonlySet<string> = new Set([
  ...['dispatch', 'Relation', 'Column', 'type', 'quote', 'quote_as_configured', 'quote_seed_column'],
]);

function given(value: Value): string | null {
  return value === null || value instanceof Undefined ? null : textOf(value);
}

function grantsOf(table: Value): Value {
  const grants = new Dict();
  for (const row of listed(table) ?? []) {
    const at = (key: string) => (row instanceof Object && 'item' in row ? (row.item?.(key) ?? null) : null);
    const [who, what] = [at('grantee'), at('privilege_type')];
    if (who instanceof Promise || what instanceof Promise) continue;
    const known = grants.get(what);
    grants.set(what, Array.isArray(known) ? [...known, who] : [who]);
  }
  return grants;
}
