import type { Failure } from '../../../../shared/errors/failure.ts';
import type { PlainMap, UnitTestNode, UnitTestRows } from '../../project/nodes.ts';
import type { Plain } from '../../project/plain.ts';
import { readSeed } from '../../project/seeds/readSeed.ts';
import { invalid } from '../told.ts';

/** Rows that a person wrote, before anything is known of their types. */
export interface Fixture {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Plain[])[];
  /** A CSV says nothing of types: `2` may be a number or a text. */
  readonly format: 'dict' | 'csv';
}

/** `sql` is no fixture of this kind: it is put in as it is. */
export function readFixture({ format, rows, place }: UnitTestRows, node: UnitTestNode): Fixture | Failure {
  if (typeof rows === 'string') {
    const read = readSeed(rows.trim());
    const [fault] = read.faults;
    if (fault === undefined || rows.trim() === '')
      return {
        columns: read.columns.map((column) => column.trim()),
        rows: read.rows,
        format: 'csv',
      };
    return invalid(
      node,
      `The rows of ${node.name} can't be read: ${fault.message} (line ${fault.at.line} of them)`,
      fault.next,
      place,
    );
  }
  return { ...fromDicts(rows), format: format === 'csv' ? 'csv' : 'dict' };
}

function fromDicts(rows: readonly PlainMap[]): Pick<Fixture, 'columns' | 'rows'> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

export function isFailure(value: object): value is Failure {
  return 'code' in value && 'next' in value;
}
