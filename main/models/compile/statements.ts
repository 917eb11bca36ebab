import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import type { Later } from '../../jinja/later.ts';
import { Callable, HostObject, Undefined, type Value } from '../../jinja/value.ts';
import type { Answer, BuildLine } from '../../warehouse/builds.ts';
import { pythonText } from '../project/plain.ts';
import { toPlain } from '../project/render/values.ts';
import { AnswerTable } from './answerTable.ts';
import type { Surroundings } from './rendering.ts';
import { seenCatalog } from './seenCatalog.ts';
import { granted } from './statementFault.ts';

/** What templates run and look at again by name: `run_query`, `statement`, `load_result`, `store_result`. */
export interface Statements {
  readonly names: Readonly<Record<string, Value>>;
  run(sql: string): Promise<Answer>;
}

export function createStatements(line: BuildLine, surroundings: Surroundings): Statements {
  const results = new Map<string, Value>();

  const run = async (sql: string): Promise<Answer> =>
    granted(await line.run(withoutTransaction(seenCatalog(sql, surroundings))), sql);
  const keep = (name: Value, response: Value, table: Value) => {
    if (name !== null) results.set(textOf(name), new StatementResult(response, table));
    return '';
  };

  const statement = fn(
    'statement',
    [
      ['name', null],
      ['fetch_result', false],
      ['auto_begin', true],
      ['language', 'sql'],
      ['caller', null],
    ],
    async ([name = null, , , , caller = null], site) => {
      if (caller === null || caller instanceof Undefined) return '';
      const answer = await run(textOf(await site.call(caller, [])));
      return keep(name, responseOf(answer), AnswerTable.of(answer));
    },
  );

  return {
    run,
    names: {
      statement,
      noop_statement: fn(
        'noop_statement',
        [
          ['name', null],
          ['message', null],
          ['code', null],
          ['rows_affected', null],
          ['res', null],
        ],
        ([name = null, message = null, , , table = null]) =>
          keep(name, textOf(message), table ?? new AnswerTable([], [])),
      ),
      run_query: fn(
        'run_query',
        ['sql'],
        ([sql = '']): Later<Value> => run(textOf(sql)).then(AnswerTable.of),
      ),
      load_result: fn('load_result', ['name'], ([name = '']) => results.get(textOf(name)) ?? null),
      store_result: fn(
        'store_result',
        ['name', 'response', ['agate_table', null]],
        ([name = null, response = null, table = null]) =>
          keep(name, response, table ?? new AnswerTable([], [])),
      ),
      store_raw_result: new Callable('store_raw_result', ({ positional, named }) =>
        keep(
          positional[0] ?? named.get('name') ?? null,
          positional[1] ?? named.get('message') ?? null,
          positional[4] ?? named.get('agate_table') ?? new AnswerTable([], []),
        ),
      ),
    },
  };
}

const TRANSACTION =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*begin(?:\s+(?:transaction|work))?\s*;([\s\S]*?);?\s*(?:commit|end)(?:\s+(?:transaction|work))?\s*;?\s*$/i;

/** Statements of one run are one transaction already, and inside a model's they must not end it. */
function withoutTransaction(sql: string): string {
  return TRANSACTION.exec(sql)?.[1] ?? sql;
}

/** What `load_result` answers. */
class StatementResult extends HostObject {
  readonly typeName = 'Result';
  private readonly response: Value;
  private readonly table: Value;

  constructor(response: Value, table: Value) {
    super();
    this.response = response;
    this.table = table;
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'table':
        return this.table;
      case 'response':
      case 'status':
        return this.response;
      case 'data':
        return this.table instanceof AnswerTable ? [...this.table.rows] : [];
      default:
        return undefined;
    }
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'string' ? this.attribute(key) : undefined;
  }
}

export function responseOf({ tag, affected }: Answer): Value {
  return Dict.of({ _message: tag, code: tag.split(' ')[0] ?? '', rows_affected: affected });
}

export function textOf(value: Value): string {
  return pythonText(toPlain(value));
}
