import type { Rejected } from '../../../main/warehouse/loads.ts';
import type { RowMaker } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';

export interface TypedInput {
  readonly rows: readonly Row[];
  readonly rejected?: readonly Rejected[];
  /** Fails after the rows were handed over. */
  readonly breaks?: boolean;
}

/** Hands over the rows it was given, one a batch, and what was rejected. */
export default function* typedRows(
  input: TypedInput,
  report: Parameters<RowMaker>[1],
): Generator<readonly Row[], { rejected: readonly Rejected[]; lines: number }, void> {
  for (const [index, row] of input.rows.entries()) {
    yield [row];
    report({ rows: index + 1, bytes: (index + 1) * 10, totalBytes: input.rows.length * 10 });
  }
  if (input.breaks === true) throw new Error('The file shrank while it was read.');
  return { rejected: input.rejected ?? [], lines: input.rows.length };
}
