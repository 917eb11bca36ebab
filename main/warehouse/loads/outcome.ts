import { createReadStream } from 'node:fs';
import * as z from 'zod';
import type { Rejected } from '../loads.ts';
import { jsonText } from './jsonText.ts';

const RejectedRow = z
  .object({
    ordinal: z.number(),
    line: z.number().optional(),
    reason: z.string(),
    record: z.string(),
  })
  .transform(({ line, ...one }): Rejected => (line === undefined ? one : { ...one, line }));

/** How a row maker tells what it set aside; whatever else it returns is its caller's. */
const WithSetAside = z.looseObject({
  rejected: z.array(RejectedRow),
  rejectedFile: z.string().nullish(),
  rejectedRows: z.number().optional(),
});

/** What is kept of a maker's outcome for a second answer to the same attempt. */
const MOST_KEPT = 64 * 1024;
/** Parsing one takes a few milliseconds of the main thread. */
const PIECE_BYTES = 128 * 1024;

export interface SplitOutcome {
  /** Slice by slice, in their order. */
  readonly rejected: Iterable<readonly Rejected[]> | AsyncIterable<readonly Rejected[]>;
  /** How many there were; null where the maker didn't count beyond those it hands over. */
  readonly rejectedRows: number | null;
  readonly rest: unknown;
}

export function splitOutcome(outcome: unknown): SplitOutcome {
  const parsed = WithSetAside.safeParse(outcome);
  if (!parsed.success) return { rejected: [], rejectedRows: null, rest: outcome };
  const { rejected, rejectedFile, ...rest } = parsed.data;
  return {
    rest,
    rejected: typeof rejectedFile === 'string' ? slicesOf(rejectedFile) : [rejected],
    rejectedRows: rest.rejectedRows ?? null,
  };
}

/** Not by `readline`, which also ends a line where a record holds U+2028. */
async function* slicesOf(path: string): AsyncGenerator<readonly Rejected[]> {
  let begun = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: PIECE_BYTES })) {
    const lines = `${begun}${piece}`.split('\n');
    begun = lines.pop() ?? '';
    yield lines.map((line) => RejectedRow.parse(JSON.parse(line)));
  }
}

/** As JSON, so that it can be listed with its load. */
export function keptOutcome(outcome: unknown): unknown {
  const text = jsonText(outcome);
  return text === null || text.length > MOST_KEPT ? null : JSON.parse(text);
}
