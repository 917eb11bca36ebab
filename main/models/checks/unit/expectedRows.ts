import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Cell } from '../../../warehouse/builds.ts';
import type { NodeRun } from '../../build/nodeRun.ts';
import type { Rendering } from '../../compile/rendering.ts';
import type { UnitTestNode } from '../../project/nodes.ts';
import type { Plain } from '../../project/plain.ts';
import { withoutEnd } from '../checkQuery.ts';
import { invalid } from '../told.ts';
import { type Compared, comparedOf } from './compareRows.ts';
import { type Fixture, isFailure, readFixture } from './fixture.ts';
import { fixtureSql, type TypedColumn } from './fixtureSql.ts';
import { asInstant, inferType } from './inferType.ts';
import { MOST_ROWS_IN_SQL } from './scratchTable.ts';

/** What is expected, read by the engine as the types that the model made: only what is the same in the engine is the same. */
export async function expectedRows(
  run: NodeRun<UnitTestNode>,
  actual: Answer,
  rendering: Rendering,
): Promise<Result<Compared>> {
  const { node, line, signal, surroundings } = run;
  const { expect } = node;
  if (expect.format === 'sql') {
    const compiled = await rendering.render(String(expect.rows), expect.place);
    if (!compiled.ok) return compiled;
    const answer = await line.run(withoutEnd(compiled.value.sql), { signal });
    if (!answer.ok) return answer;
    const columns = answer.value.columns.map((column) => column.name);
    const missing = missingIn(actual, columns);
    return missing === undefined ? ok(comparedOf(answer.value, columns)) : unknown(node, missing, actual);
  }
  const fixture = readFixture(expect, node);
  if (isFailure(fixture)) return { ok: false, failure: fixture };
  const columns = fixture.columns.length > 0 ? fixture.columns : actual.columns.map((column) => column.name);
  const missing = missingIn(actual, columns);
  if (missing !== undefined) return unknown(node, missing, actual);
  const { engine } = surroundings.builds;
  const typed = columns.map((name, at): TypedColumn => {
    const place = actual.columns.findIndex((column) => same(column.name, name));
    const type =
      engine === 'postgres' ? (actual.columns[place]?.type ?? '') : heldType(actual, place, fixture, at);
    return { name, type };
  });
  const rows: (readonly Cell[])[] = [];
  for (let at = 0; at < fixture.rows.length; at += MOST_ROWS_IN_SQL) {
    const part = fixture.rows.slice(at, at + MOST_ROWS_IN_SQL);
    const answer = await line.run(fixtureSql(engine, typed, part), { signal });
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
  }
  return ok({ columns, rows, types: typed.map(({ type }) => type) });
}

/** SQLite has no types of answers: what a column is, its values say, and without any the expected ones. */
function heldType(actual: Answer, place: number, fixture: Fixture, at: number): string {
  const held = actual.rows.map((row) => row[place] ?? null).filter((cell) => cell !== null);
  if (held.length === 0) {
    const values: readonly Plain[] = fixture.rows.map((row) => row[at] ?? null);
    return inferType(values, fixture.format === 'csv');
  }
  if (held.every((cell) => typeof cell === 'bigint' || typeof cell === 'number' || typeof cell === 'boolean'))
    return held.every((cell) => typeof cell !== 'number' && (cell === 0n || cell === 1n))
      ? 'boolean'
      : 'numeric';
  const instants = held.every(
    (cell) => typeof cell === 'string' && cell.length > 10 && asInstant(cell) === cell,
  );
  return instants ? 'timestamp' : 'text';
}

function missingIn(actual: Answer, columns: readonly string[]): string | undefined {
  return columns.find((name) => !actual.columns.some((column) => same(column.name, name)));
}

function unknown(node: UnitTestNode, column: string, actual: Answer): Result<never> {
  return {
    ok: false,
    failure: invalid(
      node,
      `The unit test ${node.name} expects the column ${column}, which the model doesn't make.`,
      `It makes ${actual.columns.map((one) => one.name).join(', ')}.`,
      node.expect.place,
    ),
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
