import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Compiled } from '../../compile/rendering.ts';
import type { ColumnInfo, ModelNode } from '../../project/nodes.ts';
import { isPlainList, isPlainMap, type PlainMap } from '../../project/plain.ts';
import { quoted } from '../../sql/quoted.ts';
import type { NodeRun } from '../nodeRun.ts';
import { sameForContract } from './contractType.ts';
import { statementFailed } from './failed.ts';

export interface ContractColumn {
  readonly name: string;
  /** As SQL writes it. */
  readonly written: string;
  readonly type: string;
}

export interface Contract {
  readonly columns: readonly ContractColumn[];
  /** What stands in the brackets of `create table`. */
  readonly definition: string;
}

/** Null when the model promises nothing. */
export function contractOf(node: ModelNode): Contract | null {
  const contract = node.config['contract'];
  const enforced = isPlainMap(contract) ? contract['enforced'] === true : contract === true;
  if (!enforced) return null;
  const columns = node.columns.map((column) => ({
    name: column.name,
    written: writtenName(column),
    type: column.dataType ?? '',
  }));
  const whole = node.config['constraints'];
  const definition = [
    ...node.columns.map((column, at) => {
      const { written = '', type = '' } = columns[at] ?? {};
      return [written, type, ...column.constraints.flatMap((one) => constraint(one, null) ?? [])].join(' ');
    }),
    ...(isPlainList(whole) ? whole : []).flatMap((one) =>
      isPlainMap(one) ? (constraint(one, namesOf(one)) ?? []) : [],
    ),
  ].join(', ');
  return { columns, definition };
}

function writtenName({ name, quote }: ColumnInfo): string {
  return quote === true || !/^[A-Za-z_]\w*$/.test(name) ? quoted(name) : name;
}

function namesOf(one: PlainMap): string {
  const columns = one['columns'];
  return isPlainList(columns) ? `(${columns.join(', ')})` : '';
}

/** `over`: the columns of a constraint of the whole table; null for a column's own. */
function constraint(one: PlainMap, over: string | null): string | null {
  const expression = typeof one['expression'] === 'string' ? one['expression'] : '';
  const name = over !== null && typeof one['name'] === 'string' ? `constraint ${one['name']} ` : '';
  const columns = over === null ? '' : ` ${over}`;
  switch (one['type']) {
    case 'not_null':
      return `not null ${expression}`.trim();
    case 'unique':
      return `${name}unique${columns} ${expression}`.trim();
    case 'primary_key':
      return `${name}primary key${columns} ${expression}`.trim();
    case 'check':
      return `${name}check (${expression})`;
    case 'foreign_key': {
      const { to, to_columns: toColumns } = one;
      if (expression !== '')
        return `${name}${over === null ? '' : `foreign key${columns} `}references ${expression}`;
      if (typeof to !== 'string' || !isPlainList(toColumns)) return null;
      return `${name}${over === null ? '' : `foreign key${columns} `}references ${to} (${toColumns.join(', ')})`;
    }
    case 'custom':
      return `${name}${expression}`;
    default:
      return null;
  }
}

/** Compares what the SQL gives with what the contract says, by name and, where the engine knows types, by type. */
export async function contractFaults(
  run: NodeRun<ModelNode>,
  contract: Contract,
  compiled: Compiled,
): Promise<Result<void>> {
  const { node } = run;
  const untyped = contract.columns.filter((column) => column.type === '').map((column) => column.name);
  if (untyped.length > 0)
    return broken(node, [`${untyped.join(', ')} ${untyped.length === 1 ? 'has' : 'have'} no data_type`]);
  const given = await run.line.run(`select * from (\n${compiled.sql}\n) as contract_check limit 0`);
  if (!given.ok)
    return {
      ok: false,
      failure: statementFailed(node, given.failure, { sql: compiled.sql, linesBefore: 1 }),
    };
  const casts = contract.columns.map(({ type, written }) => `cast(null as ${type}) as ${written}`);
  const wanted = await run.line.run(`select ${casts.join(', ')} limit 0`);
  if (!wanted.ok)
    return {
      ok: false,
      failure: statementFailed(node, wanted.failure, {
        sql: compiled.sql,
        at: node.patchPlace ?? node.place,
      }),
    };
  const faults = compare(
    given.value.columns,
    wanted.value.columns,
    run.surroundings.builds.engine === 'postgres',
  );
  return faults.length === 0 ? ok(undefined) : broken(node, faults);
}

interface Typed {
  readonly name: string;
  readonly type: string;
}

function compare(given: readonly Typed[], wanted: readonly Typed[], types: boolean): readonly string[] {
  const byName = (list: readonly Typed[]) => new Map(list.map((one) => [one.name.toLowerCase(), one]));
  const [has, should] = [byName(given), byName(wanted)];
  return [
    ...wanted.flatMap(({ name, type }) => {
      const found = has.get(name.toLowerCase());
      if (found === undefined) return [`${name} is missing`];
      if (!types || sameForContract(found.type, type)) return [];
      return [`${name} is ${found.type}, and the contract says ${type}`];
    }),
    ...given.flatMap(({ name }) =>
      should.has(name.toLowerCase()) ? [] : [`${name} is not in the contract`],
    ),
  ];
}

function broken(node: ModelNode, faults: readonly string[]): Result<never> {
  const message = `${node.name} doesn’t keep its contract: ${faults.join('; ')}.`;
  const place = node.patchPlace ?? node.place;
  return fail('MODEL_FAILED', {
    message,
    next: 'Change the model’s SQL, or the columns and data_type below it in its YAML file, so that both say the same.',
    subject: node.uniqueId,
    problems: [
      {
        file: place.file,
        line: Math.max(1, place.line),
        column: Math.max(1, place.column),
        message,
        severity: 'error',
      },
    ],
  });
}
