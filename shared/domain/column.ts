import * as z from 'zod';

/**
 * What a column holds, the same on both engines.
 * integer: 64 bits. decimal: 64-bit count of minor units; `scale` says how many digits are minor. number: double.
 * day: a calendar date, `2026-03-08`. instant: UTC, microseconds, `2026-03-08T10:00:00.000000Z`. json: its text.
 */
export const ColumnType = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('decimal'), scale: z.number().int().min(0).max(9) }),
  z.object({ kind: z.enum(['integer', 'number', 'text', 'boolean', 'day', 'instant', 'json', 'bytes']) }),
]);
export type ColumnType = z.infer<typeof ColumnType>;

export const Column = z.object({
  name: z.string(),
  type: ColumnType,
  nullable: z.boolean(),
  comment: z.string().optional(),
});
export type Column = z.infer<typeof Column>;

/**
 * One value in a row. By type: integer and decimal are `bigint` in and out; number is `number`; boolean is `boolean`;
 * text, day, instant and json are `string`; bytes is `Uint8Array`. Nothing else ever crosses the store port.
 */
export type Value = null | bigint | number | boolean | string | Uint8Array;
export type Row = readonly Value[];
