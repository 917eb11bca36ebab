import { type Failure, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, FoundColumn } from '../../../warehouse/builds.ts';
import type { Surroundings } from '../../compile/rendering.ts';
import type { ProjectNode, UnitTestInput, UnitTestNode } from '../../project/nodes.ts';
import type { Plain } from '../../project/plain.ts';
import { invalid } from '../told.ts';
import type { Fixture } from './fixture.ts';
import type { TypedColumn } from './fixtureSql.ts';
import { inferType } from './inferType.ts';

/** What a given input's rows become: every column of what they stand in for, those not given being null. */
export interface GivenRows {
  readonly columns: readonly TypedColumn[];
  readonly rows: readonly (readonly Plain[])[];
}

/**
 * Types come from the relation if it is there, else from what the project declares, else from the values: no table has
 * to exist. An ephemeral model has neither relation nor rows of its own, and guessing would hide what it hands on.
 */
export async function givenColumns(
  input: UnitTestInput,
  fixture: Fixture,
  standsFor: ProjectNode,
  { node, surroundings, line }: { node: UnitTestNode; surroundings: Surroundings; line: BuildLine },
  known: readonly FoundColumn[] = [],
): Promise<Result<GivenRows>> {
  const declared = 'columns' in standsFor ? standsFor.columns : [];
  const place = 'relation' in standsFor ? standsFor.relation : null;
  if (place === null && declared.every((column) => column.dataType === undefined))
    return failed(
      invalid(
        node,
        `${input.input} is an ephemeral model, so the types of its columns aren't known.`,
        `Write its rows in the format sql, or data_type for the columns of ${standsFor.name}.`,
        input.place,
      ),
    );
  const found = place === null ? ok(known) : await line.columns(surroundings.current(place));
  if (!found.ok) return found;
  const there = found.value.length > 0 ? found.value : known;
  const unknown = fixture.columns.find(
    (name) => there.length > 0 && !there.some((column) => same(column.name, name)),
  );
  if (unknown !== undefined)
    return failed(
      invalid(
        node,
        `${input.input} has no column ${unknown}.`,
        `Its columns are ${there.map((column) => column.name).join(', ')}.`,
        input.place,
      ),
    );
  const values = (name: string) => {
    const at = fixture.columns.findIndex((column) => same(column, name));
    return at < 0 ? null : fixture.rows.map((row) => row[at] ?? null);
  };
  const typed = (name: string, type: string): TypedColumn => {
    const own = declared.find((column) => same(column.name, name))?.dataType;
    // SQLite says what was declared of a column, which of a table made by a query is nothing or a storage class.
    const said = surroundings.builds.engine === 'sqlite' ? (own ?? type) : type || (own ?? '');
    return { name, type: said || inferType(values(name) ?? [], fixture.format === 'csv') };
  };
  const columns =
    there.length > 0
      ? there.map((column) => typed(column.name, column.dataType))
      : [...new Set([...fixture.columns.map(folded), ...declared.map((column) => folded(column.name))])].map(
          (name) => typed(name, ''),
        );
  const taken = columns.map(({ name }) => values(name));
  const rows = fixture.rows.map((_, row) => taken.map((column) => column?.[row] ?? null));
  return ok({ columns, rows });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A name without quotes is looked for in small letters. */
function folded(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name.toLowerCase() : name;
}

function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}
