import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, BuiltKind } from '../../../warehouse/builds.ts';
import { samePlace } from '../../compile/relations.ts';
import type { Compiled, Rendering, Surroundings } from '../../compile/rendering.ts';
import type { ModelNode } from '../../project/nodes.ts';
import { withHooks } from '../hooks/withHooks.ts';
import type { Made, NodeRun, Told } from '../nodeRun.ts';
import { type Contract, contractFaults, contractOf } from './contract.ts';
import { statementFailed, toldOf } from './failed.ts';
import { grantStatements } from './grants.ts';
import { indexStatements } from './indexes.ts';
import { overridden } from './overriddenMacro.ts';
import { knownColumns } from './publishedColumns.ts';

export interface Making {
  readonly run: NodeRun<ModelNode>;
  readonly rendering: Rendering;
  readonly compiled: Compiled;
  readonly target: BuildPlace;
  readonly candidate: BuildPlace;
  /** Where relations are as if the candidate were there already: a macro that writes its creation names it. */
  readonly standing: Surroundings;
}

/** What a model's relation needs to be made: its SQL compiled, and where it goes. */
export async function prepareMaking(run: NodeRun<ModelNode>): Promise<Result<Making>> {
  const rendering = run.rendering();
  const compiled = await rendering.compile();
  if (!compiled.ok) return compiled;
  const target = run.node.relation;
  if (target === null)
    return fail('MODEL_INVALID', {
      message: `${run.node.name} has no relation to be made.`,
      next: 'Give it another materialized: than ephemeral.',
      subject: run.node.uniqueId,
    });
  const candidate = run.surroundings.builds.candidateOf(target);
  const standing: Surroundings = {
    ...run.surroundings,
    current: (place) => (samePlace(place, target) ? candidate : run.surroundings.current(place)),
  };
  return ok({ run, rendering, compiled: compiled.value, target, candidate, standing });
}

/** Makes the candidate as one kind of relation, hooks, indexes and grants included, and says how it is to be published. */
export async function makeAs(making: Making, kind: BuiltKind): Promise<Result<{ rows: number | null }>> {
  const { run, rendering, compiled, candidate } = making;
  const contract = contractOf(run.node);
  if (contract !== null) {
    const faults = await contractFaults(run, contract, compiled);
    if (!faults.ok) return faults;
  }
  return withHooks(run, rendering, async () => {
    const dropped = await run.line.drop(candidate);
    if (!dropped.ok) return dropped;
    const statement = await creation(making, kind, contract);
    if (!statement.ok) return statement;
    const made = await run.line.run(statement.value.sql, { signal: run.signal });
    if (!made.ok) {
      const { linesBefore } = statement.value;
      return {
        ok: false,
        failure: statementFailed(run.node, made.failure, { sql: compiled.sql, linesBefore }),
      };
    }
    if (kind === 'view') {
      // SQLite takes a view on trust and looks at its text only when it is read.
      const looked = await run.line.run(
        `select 1 from ${run.surroundings.builds.written(candidate)} limit 0`,
      );
      if (!looked.ok)
        return { ok: false, failure: statementFailed(run.node, looked.failure, { sql: compiled.sql }) };
    } else {
      const indexed = await runAll(making, indexStatements(run, candidate));
      if (!indexed.ok) return indexed;
    }
    const granted = await runAll(making, grantStatements(run, candidate));
    if (!granted.ok) return granted;
    const described = await knownColumns(run, candidate, compiled.sql);
    if (!described.ok) return described;
    run.made(madeOf(making, kind, described.value));
    return ok({ rows: kind === 'view' ? null : made.value.affected });
  });
}

export function toldOfMaking(
  making: Making,
  made: Result<{ rows: number | null }>,
  materialized: string,
  notice?: string,
): Told {
  const { compiled, target } = making;
  const relation = `${target.schema}.${target.identifier}`;
  if (!made.ok) return toldOf(made.failure, { sql: compiled.shown, relation });
  const { rows } = made.value;
  const told = rows === null ? undefined : `${rows} ${rows === 1 ? 'row' : 'rows'}.`;
  const message = [told, notice].filter((one) => one !== undefined).join(' ');
  return {
    status: 'success',
    sql: compiled.shown,
    relation,
    materialized,
    ...(rows === null ? {} : { rows }),
    ...(message === '' ? {} : { message }),
  };
}

function madeOf(making: Making, kind: BuiltKind, described: Described): Made {
  const { run, compiled, target, candidate } = making;
  if (kind !== 'view')
    return { target, candidate, published: { how: 'renamed', candidate, target, ...described } };
  return {
    target,
    candidate,
    published: { how: 'view', candidate, target, sql: bare(compiled.shown), ...described },
    statements: grantStatements(run, target),
  };
}

type Described = Extract<Awaited<ReturnType<typeof knownColumns>>, { ok: true }>['value'];

interface Statement {
  readonly sql: string;
  /** Lines in front of the model's own SQL. */
  readonly linesBefore: number;
}

/** A project's own macro of dbt's name writes the statement, where there is one. */
async function creation(
  making: Making,
  kind: BuiltKind,
  contract: Contract | null,
): Promise<Result<Statement>> {
  const { run, rendering, compiled, candidate } = making;
  const { engine } = run.surroundings.builds;
  const written = run.surroundings.builds.written(candidate);
  if (kind !== 'materialized view') {
    const own = await overridden(making, kind);
    if (!own.ok || own.value !== null) return own.ok ? ok({ sql: own.value ?? '', linesBefore: 0 }) : own;
  }
  const header = rendering.config['sql_header'];
  const first = typeof header === 'string' && header.trim() !== '' ? `${header}\n` : '';
  if (contract !== null && kind === 'table') {
    const names = contract.columns.map((column) => column.written).join(', ');
    const head = `${first}create table ${written} (${contract.definition});\ninsert into ${written} (${names})\nselect ${names} from (\n`;
    return ok({
      sql: `${head}${bare(compiled.sql)}\n) as contract_rows`,
      linesBefore: head.split('\n').length - 1,
    });
  }
  const unlogged = engine === 'postgres' && kind === 'table' && rendering.config['unlogged'] === true;
  const head = `${first}create ${unlogged ? 'unlogged ' : ''}${kind} ${written} as`;
  const linesBefore = head.split('\n').length;
  // Brackets keep what a model's SQL ends with from becoming part of the statement; SQLite takes none there.
  return ok(
    engine === 'postgres'
      ? { sql: `${head} (\n${compiled.sql}\n)`, linesBefore }
      : { sql: `${head}\n${bare(compiled.sql)}`, linesBefore },
  );
}

/** Without the semicolon that some end their models with. */
function bare(sql: string): string {
  return sql.replace(/[\s;]+$/, '');
}

async function runAll(making: Making, statements: readonly string[]): Promise<Result<void>> {
  const { run } = making;
  for (const sql of statements) {
    const done = await run.line.run(sql, { signal: run.signal });
    if (!done.ok)
      return {
        ok: false,
        failure: statementFailed(run.node, done.failure, {
          sql,
          at: run.node.patchPlace ?? run.node.place,
        }),
      };
  }
  return ok(undefined);
}
