import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, FoundColumn } from '../../../warehouse/builds.ts';
import type { NodeRun } from '../../build/nodeRun.ts';
import type { Rendering } from '../../compile/rendering.ts';
import type {
  ModelNode,
  ProjectNode,
  UnitTestInput,
  UnitTestNode,
  UnitTestRows,
} from '../../project/nodes.ts';
import { withoutEnd } from '../checkQuery.ts';
import { invalid } from '../told.ts';
import { isFailure, readFixture } from './fixture.ts';
import { fixtureSql } from './fixtureSql.ts';
import { givenColumns } from './givenColumns.ts';
import { MOST_ROWS_IN_SQL, makeScratch } from './scratchTable.ts';

export interface GivenCte {
  readonly name: string;
  readonly sql: string;
}

/** Names that stand in for what the model reads; the rows follow once the inputs are made. */
export function inputNames(node: UnitTestNode): ReadonlyMap<string, string> {
  return new Map(
    node.given.map((input, at) => {
      const id = input.uniqueId ?? 'this';
      const last = id.split('.').at(-1) ?? 'this';
      return [id, `given_${at + 1}_${last.replace(/\W/g, '_')}`.slice(0, 60)] as const;
    }),
  );
}

/** Each given input as a common table expression. Scratch tables it made are told to `scratch` as they are made. */
export async function makeInputs(
  run: NodeRun<UnitTestNode>,
  model: ModelNode,
  rendering: Rendering,
  names: ReadonlyMap<string, string>,
  options: { readonly scratch: (place: BuildPlace) => void; readonly thisColumns: readonly FoundColumn[] },
): Promise<Result<readonly GivenCte[]>> {
  const made: GivenCte[] = [];
  for (const [at, input] of run.node.given.entries()) {
    const id = input.uniqueId ?? 'this';
    const standsFor: ProjectNode | undefined = id === 'this' ? model : run.surroundings.project.nodes.get(id);
    const name = names.get(id);
    if (standsFor === undefined || name === undefined)
      return { ok: false, failure: notThere(run.node, input) };
    const known = id === 'this' ? options.thisColumns : [];
    const sql = await inputSql(run, input, standsFor, rendering, { known, at, scratch: options.scratch });
    if (!sql.ok) return sql;
    made.push({ name, sql: sql.value });
  }
  return ok(made);
}

async function inputSql(
  run: NodeRun<UnitTestNode>,
  input: UnitTestInput,
  standsFor: ProjectNode,
  rendering: Rendering,
  more: { known: readonly FoundColumn[]; at: number; scratch: (place: BuildPlace) => void },
): Promise<Result<string>> {
  const { node, surroundings, line, signal } = run;
  const { builds } = surroundings;
  if (input.format === 'sql') {
    const compiled = await rendering.render(String(input.rows), input.place);
    return compiled.ok ? ok(withoutEnd(compiled.value.sql)) : compiled;
  }
  const rows = await rowsOf(input, standsFor, surroundings.project.folder);
  if (!rows.ok) return rows;
  const fixture = readFixture(rows.value, node);
  if (isFailure(fixture)) return { ok: false, failure: fixture };
  const given = await givenColumns(input, fixture, standsFor, { node, surroundings, line }, more.known);
  if (!given.ok) return given;
  if (given.value.rows.length <= MOST_ROWS_IN_SQL)
    return ok(fixtureSql(builds.engine, given.value.columns, given.value.rows));
  const name = `unit.${surroundings.invocation.id.slice(0, 8)}.${more.at + 1}.${node.name}`.slice(0, 60);
  const scratch = await makeScratch(given.value, name, { builds, line, signal });
  if (!scratch.ok) return scratch;
  more.scratch(scratch.value);
  return ok(`select * from ${builds.written(scratch.value)}`);
}

/** A seed without rows of its own stands for itself: its file is as much a fixture as any. */
async function rowsOf(
  input: UnitTestInput,
  standsFor: ProjectNode,
  folder: string,
): Promise<Result<UnitTestRows>> {
  if (standsFor.resourceType !== 'seed' || typeof input.rows === 'string' || input.rows.length > 0)
    return ok(input);
  try {
    const text = await readFile(join(folder, standsFor.csv), 'utf8');
    return ok({ format: 'csv', rows: text, place: input.place });
  } catch {
    return fail('FILE_UNREADABLE', {
      message: `The seed ${standsFor.csv} can't be read.`,
      next: 'Put it back, or give rows in the unit test.',
      subject: standsFor.uniqueId,
    });
  }
}

function notThere(node: UnitTestNode, input: UnitTestInput): Failure {
  return invalid(
    node,
    `${input.input} names nothing that is enabled in this project.`,
    'Correct the name, or enable what it names.',
    input.place,
  );
}
