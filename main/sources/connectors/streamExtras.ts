import * as z from 'zod';
import type { ColumnType } from '../../../shared/domain/column.ts';

/** `{ money: 2 }` counts in the second digit after the point and never becomes a floating number. */
const DeclaredColumn = z.union([
  z.enum(['integer', 'number', 'text', 'boolean', 'day', 'instant', 'json']),
  z.strictObject({ money: z.int().min(0).max(9) }),
]);

/** What we say of a stream beyond the dialect. */
export const StreamExtras = z.strictObject({
  title: z.string().trim().min(1).max(100).optional(),
  /** Merge by the primary key where there is one and the stream is incremental, replace otherwise. */
  disposition: z.enum(['append', 'merge', 'replace']).optional(),
  /** The vendor tells only of today: every day that it is read is kept, under the field `snapshot_day`. */
  daily_snapshot: z.boolean().default(false),
  /** Types that are known before any record, by field: `total`, `price.amount`. */
  columns: z.record(z.string(), DeclaredColumn).default({}),
  /** A field that, when true, says that the record was deleted at the vendor's. */
  hard_delete: z.string().optional(),
  /** Member of the config with the day or instant to start from; a backfill overrides it. */
  start: z.string().optional(),
  /** Member of the config with the end. */
  end: z.string().optional(),
});
export type StreamExtras = z.infer<typeof StreamExtras>;

export function columnTypeOf(declared: z.infer<typeof DeclaredColumn>): ColumnType {
  return typeof declared === 'string' ? { kind: declared } : { kind: 'decimal', scale: declared.money };
}
