import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, BuildPlace, Cell } from '../../../warehouse/builds.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import { statementFailed } from '../carry/failed.ts';
import type { NodeRun } from '../nodeRun.ts';

/** One statement for a node; a refusal of the database is told as the node's. `linesBefore` the node's own SQL begins. */
export async function ask(
  run: NodeRun<ProjectNode>,
  sql: string,
  own?: { readonly shown: string; readonly linesBefore: number },
): Promise<Result<Answer>> {
  const done = await run.line.run(sql, { signal: run.signal });
  if (done.ok) return done;
  const { shown, linesBefore } = own ?? { shown: sql, linesBefore: 0 };
  return { ok: false, failure: statementFailed(run.node, done.failure, { sql: shown, linesBefore }) };
}

export async function askInOrder(
  run: NodeRun<ProjectNode>,
  statements: readonly string[],
): Promise<Result<number>> {
  let affected = 0;
  for (const sql of statements) {
    const done = await ask(run, sql);
    if (!done.ok) return done;
    affected = done.value.affected;
  }
  return ok(affected);
}

/** What a query of one cell answers. */
export async function askOne(run: NodeRun<ProjectNode>, sql: string): Promise<Result<Cell>> {
  const done = await ask(run, sql);
  return done.ok ? ok(done.value.rows[0]?.[0] ?? null) : done;
}

export async function dropInOrder(
  run: NodeRun<ProjectNode>,
  places: readonly BuildPlace[],
): Promise<Result<void>> {
  for (const place of places) {
    const dropped = await run.line.drop(place);
    if (!dropped.ok) return dropped;
  }
  return ok(undefined);
}
