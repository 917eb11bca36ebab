import type { RowMaker } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';

export interface CountingInput {
  readonly rows: number;
  readonly batch: number;
  /** What each value is made of after its number. */
  readonly text?: string;
}

/** Rows of an integer and a text; answers how many it made. */
export default function* counting(
  input: CountingInput,
  report: Parameters<RowMaker>[1],
): Generator<readonly Row[], { made: number }, void> {
  for (let from = 0; from < input.rows; from += input.batch) {
    const count = Math.min(input.batch, input.rows - from);
    yield Array.from({ length: count }, (_, at) => [BigInt(from + at), `${from + at}${input.text ?? ''}`]);
    report({ rows: from + count, bytes: (from + count) * 10, totalBytes: input.rows * 10 });
  }
  return { made: input.rows };
}
