import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, FoundRelation } from '../../../warehouse/builds.ts';
import type { SeedNode } from '../../project/nodes.ts';
import { readSeed, type SeedTable } from '../../project/seeds/readSeed.ts';
import { quoted } from '../../sql/quoted.ts';
import { statementFailed, toldOf } from '../carry/failed.ts';
import { grantStatements } from '../carry/grants.ts';
import { indexStatements } from '../carry/indexes.ts';
import { knownColumns } from '../carry/publishedColumns.ts';
import { withHooks } from '../hooks/withHooks.ts';
import type { CarryOut, NodeRun } from '../nodeRun.ts';
import { insertStatements, type SeedColumn, seedColumns } from './seedStatements.ts';

/**
 * A seed's file as a table. A table that is there keeps its columns and types until a full refresh, as in dbt: rows whose
 * columns it hasn't are refused, and nothing of it changes.
 */
export const carryOutSeed: CarryOut<SeedNode> = async (run) => {
  const { node } = run;
  const target = node.relation;
  if (target === null) return toldOf(refused(node, 'It has no relation.').failure);
  const read = await tableOf(run);
  if (!read.ok) return toldOf(read.failure);
  const live = await run.line.relation(target);
  if (!live.ok) return toldOf(live.failure);
  const made = await fill(run, target, read.value, live.value);
  const relation = `${target.schema}.${target.identifier}`;
  if (!made.ok) return toldOf(made.failure, { relation });
  const rows = read.value.rows.length;
  return {
    status: 'success',
    relation,
    materialized: 'seed',
    rows,
    message: `${rows} ${rows === 1 ? 'row' : 'rows'}.`,
  };
};

async function tableOf({ node, surroundings }: NodeRun<SeedNode>): Promise<Result<SeedTable>> {
  let text: string;
  try {
    text = await readFile(join(surroundings.project.folder, node.csv), 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('FILE_UNREADABLE', {
      message: `${node.csv} could not be read: ${why}`,
      next: 'Check that the file is there and may be read.',
      subject: node.uniqueId,
    });
  }
  const table = readSeed(text.replace(/^\uFEFF/, ''), node.delimiter);
  const [fault] = table.faults;
  if (fault === undefined) return ok(table);
  return fail('MODEL_INVALID', {
    message: `${node.csv}, line ${fault.at.line}: ${fault.message}`,
    next: fault.next,
    subject: node.uniqueId,
    problems: table.faults.map(({ at, message }) => ({
      file: node.csv,
      line: at.line,
      column: at.column,
      message,
      severity: 'error' as const,
    })),
  });
}

async function fill(
  run: NodeRun<SeedNode>,
  target: BuildPlace,
  table: SeedTable,
  live: FoundRelation | null,
): Promise<Result<void>> {
  const { node, line, request } = run;
  const { builds } = run.surroundings;
  if (live !== null && live.kind !== 'table')
    return refused(
      node,
      `${target.schema}.${target.identifier} is a ${live.kind}, and a seed makes a table.`,
    );
  const columns = seedColumns(table, builds.engine, {
    columnTypes: node.columnTypes,
    quoteColumns: node.config['quote_columns'] !== false,
  });
  const refresh = node.config['full_refresh'] ?? request.fullRefresh;
  const kept = live === null || refresh === true ? ok(null) : await keptColumns(run, target, columns);
  if (!kept.ok) return kept;
  const candidate = builds.candidateOf(target);
  const written = builds.written(candidate);
  const definition = kept.value ?? columns.map((column) => `${column.written} ${column.type}`).join(', ');
  return withHooks(run, run.rendering(), async () => {
    const dropped = await line.drop(candidate);
    if (!dropped.ok) return dropped;
    const statements = function* () {
      yield `create table ${written} (${definition})`;
      yield* insertStatements(table, columns, written, builds.engine);
      yield* indexStatements(run, candidate);
      yield* grantStatements(run, candidate);
    };
    for (const sql of statements()) {
      const done = await line.run(sql, { signal: run.signal });
      if (!done.ok)
        return {
          ok: false,
          failure: statementFailed(node, done.failure, { sql, at: { file: node.csv, line: 1, column: 1 } }),
        };
    }
    const described = await knownColumns(run, candidate, null);
    if (!described.ok) return described;
    run.made({
      target,
      candidate,
      published: { how: 'renamed', candidate, target, ...described.value },
    });
    return ok(undefined);
  });
}

/** The columns of the table that is there, as `create table` writes them; a failure when the file has others. */
async function keptColumns(
  run: NodeRun<SeedNode>,
  target: BuildPlace,
  columns: readonly SeedColumn[],
): Promise<Result<string | null>> {
  const found = await run.line.columns(target);
  if (!found.ok) return found;
  const same = (name: string, { written }: SeedColumn) => {
    const bare = /^"([\s\S]*)"$/.exec(written)?.[1];
    const exact = run.surroundings.builds.engine === 'postgres' && bare !== undefined;
    return exact
      ? name === bare.replaceAll('""', '"')
      : name.toLowerCase() === written.replaceAll('"', '').trim().toLowerCase();
  };
  const missing = columns.filter((column) => !found.value.some(({ name }) => same(name, column)));
  if (missing.length === 0)
    return ok(
      found.value
        .map(({ name, dataType, nullable }) => `${quoted(name)} ${dataType}${nullable ? '' : ' not null'}`)
        .join(', '),
    );
  const names = missing.map((column) => column.name).join(', ');
  return refused(
    run.node,
    `${target.schema}.${target.identifier} has no column ${names}, which ${run.node.csv} now has.`,
    'Build it with --full-refresh, which makes the table anew.',
  );
}

function refused(
  node: SeedNode,
  why: string,
  next = 'Drop or rename that relation, or give the seed another alias.',
): ReturnType<typeof fail> {
  const message = `${node.name} can't be loaded: ${why}`;
  return fail('MODEL_FAILED', {
    message,
    next,
    subject: node.uniqueId,
    problems: [{ file: node.csv, line: 1, column: 1, message: why, severity: 'error' }],
  });
}
