import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { Callable, type Value } from '../../../jinja/value.ts';
import { pythonModules } from '../../compile/python/modules.ts';
import { pythonText } from '../plain.ts';
import { Namespace, NotKnownYet } from './callable.ts';
import { RelationValue } from './relation.ts';
import { toPlain } from './values.ts';

interface Target {
  readonly database: string;
  readonly schema: string;
  readonly type: string;
}

/** Macros of dbt that write SQL for whatever database there is, callable without `dbt.` before them. */
const CROSS_DATABASE = [
  ...['any_value', 'array_append', 'array_concat', 'array_construct', 'bool_or', 'cast', 'cast_bool_to_text'],
  ...['concat', 'current_timestamp', 'date', 'date_spine', 'date_trunc', 'dateadd', 'datediff', 'equals'],
  ...[
    'escape_single_quotes',
    'except',
    'generate_series',
    'hash',
    'intersect',
    'last_day',
    'length',
    'listagg',
  ],
  ...['position', 'replace', 'right', 'safe_cast', 'split_part', 'string_literal', 'snapshot_get_time'],
  ...[
    'type_bigint',
    'type_boolean',
    'type_float',
    'type_int',
    'type_numeric',
    'type_string',
    'type_timestamp',
  ],
] as const;

/**
 * What the first pass has in place of a database and of earlier results. Macros handed in as built-in ones come before
 * these, so that they only answer where none is.
 */
export function firstPassNames(target: Target): Record<string, Value> {
  const later = new NotKnownYet();
  const nothing = (name: string) => new Callable(name, () => '');
  const silent = Object.fromEntries(CROSS_DATABASE.map((name) => [name, nothing(name)]));
  const column = new Namespace('Column', () => later);
  return {
    ...silent,
    modules: pythonModules(null),
    run_started_at: later,
    invocation_id: '',
    thread_id: '',
    dbt_metadata_envs: new Dict(),
    invocation_args_dict: new Dict(),
    graph: Dict.of({
      nodes: new Dict(),
      sources: new Dict(),
      exposures: new Dict(),
      metrics: new Dict(),
      groups: new Dict(),
    }),
    selected_resources: [],
    results: [],
    schemas: [],
    database_schemas: [],
    pre_hooks: [],
    post_hooks: [],
    sql: '',
    compiled_code: '',
    is_incremental: fn('is_incremental', [], () => false),
    should_full_refresh: fn('should_full_refresh', [], () => false),
    should_store_failures: fn('should_store_failures', [], () => false),
    load_relation: fn('load_relation', ['relation'], () => null),
    load_cached_relation: fn('load_cached_relation', ['relation'], () => null),
    load_result: new Callable('load_result', () => later),
    store_result: nothing('store_result'),
    store_raw_result: nothing('store_raw_result'),
    statement: nothing('statement'),
    noop_statement: nothing('noop_statement'),
    run_query: new Callable('run_query', () => later),
    write: nothing('write'),
    debug: nothing('debug'),
    render: fn('render', ['data'], ([text = '']) => text),
    doc: nothing('doc'),
    validation: later,
    try_or_compiler_error: nothing('try_or_compiler_error'),
    diff_of_two_dicts: new Callable('diff_of_two_dicts', () => new Dict()),
    get_where_subquery: fn('get_where_subquery', ['relation'], ([relation = '']) => relation),
    api: Dict.of({ Relation: relations(target), Column: column }),
  };
}

export function firstPassAdapter(target: Target, dispatch: Callable): Namespace {
  const later = new NotKnownYet();
  const list = (name: string) => new Callable(name, () => []);
  const none = (name: string) => new Callable(name, () => null);
  return new Namespace('adapter', (name) => {
    switch (name) {
      case 'dispatch':
        return dispatch;
      case 'type':
        return fn('type', [], () => target.type);
      case 'quote':
        return fn('quote', ['identifier'], ([text = '']) => `"${pythonText(toPlain(text))}"`);
      case 'quote_as_configured':
        return fn('quote_as_configured', ['identifier', 'quote_key'], ([text = '']) => text);
      case 'get_relation':
      case 'load_relation':
      case 'execute':
        return none(name);
      case 'get_columns_in_relation':
      case 'get_missing_columns':
      case 'list_relations':
      case 'list_relations_without_caching':
      case 'list_schemas':
        return list(name);
      case 'Relation':
        return relations(target);
      default:
        return new Callable(name, () => later);
    }
  });
}

function relations(target: Target): Namespace {
  const parts = [
    ['database', null],
    ['schema', null],
    ['identifier', null],
    ['type', null],
  ] as const;
  return new Namespace('Relation', (name) => {
    if (name !== 'create') return new Callable(name, () => new NotKnownYet());
    return fn('create', parts, ([database = null, schema = null, identifier = null, type = null]) => {
      const text = (value: Value, other: string) => (typeof value === 'string' ? value : other);
      const place = {
        database: text(database, target.database),
        schema: text(schema, ''),
        identifier: text(identifier, ''),
      };
      return new RelationValue(place, { kind: typeof type === 'string' ? type : null });
    });
  });
}
