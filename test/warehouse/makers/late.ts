import type { Row } from '../../../shared/domain/column.ts';

/** The same, but waits between its batches. */
export default async function* late(input: { rows: number }): AsyncGenerator<readonly Row[], string, void> {
  for (let at = 0; at < input.rows; at += 1) {
    await Promise.resolve();
    yield [[BigInt(at), 'late']];
  }
  return 'done';
}
