import type { RowStamps } from '../../store.ts';
import { createBinaryEncoder } from './binaryRows.ts';
import type { Encoder } from './encoder.ts';
import { createTextEncoder } from './textRows.ts';

/** In the binary format where the types of all copied columns are given, else as text. */
export function createEncoder(
  columns: readonly string[],
  types: readonly number[] | null,
  stamps: RowStamps,
): Encoder {
  return types === null ? createTextEncoder(columns, stamps) : createBinaryEncoder(columns, types, stamps);
}
