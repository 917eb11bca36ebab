import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as z from 'zod';
import { Block } from './dataBlocks.ts';

const Cell = z.tuple([z.number().int(), z.number().int(), z.string()]);
const Time = z.enum(['day', 'instant']).nullable();

const PagePrint = z.object({
  kind: z.literal('page'),
  name: z.string(),
  /** Row, column and what `comparable` spells, of cells that nobody may change. */
  locked: z.array(Cell),
  /** Of those that a reviewer fills in, as they were written. */
  inputs: z.array(Cell),
});
export type PagePrint = z.infer<typeof PagePrint>;

const DataPrint = z.object({
  kind: z.literal('data'),
  name: z.string(),
  /** What stands above the rows, titles included. */
  locked: z.array(Cell),
  from: z.number().int(),
  rows: z.number().int(),
  /** By column: what makes its numbers days. */
  times: z.array(Time),
  blocks: z.array(Block),
});
export type DataPrint = z.infer<typeof DataPrint>;

export type SheetPrint = PagePrint | DataPrint;

/** What the rows of a set came to when they were written. */
const SetTotals = z.object({
  name: z.string(),
  rows: z.number().int(),
  parts: z.array(z.object({ sheet: z.string(), from: z.number().int() })),
  sums: z.array(z.object({ title: z.string(), sum: z.string() })),
  days: z.array(z.object({ title: z.string(), first: z.string(), last: z.string() })),
});
export type SetTotals = z.infer<typeof SetTotals>;

const PackagePrint = z.object({
  format: z.literal(1),
  sheets: z.array(z.discriminatedUnion('kind', [PagePrint, DataPrint])),
  sets: z.array(SetTotals),
});

/** What a package held when it was written: what comes back is compared with it, cell by cell. */
export type PackagePrint = z.infer<typeof PackagePrint>;

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

/** As the register keeps it. */
export async function packPrint(print: PackagePrint): Promise<string> {
  return (await packed(JSON.stringify(print))).toString('base64');
}

export async function unpackPrint(text: string): Promise<PackagePrint> {
  return PackagePrint.parse(JSON.parse((await unpacked(Buffer.from(text, 'base64'))).toString('utf8')));
}
