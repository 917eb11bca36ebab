export interface Chunk {
  /** The first line, from 1. */
  readonly from: number;
  readonly take: number;
}

export interface LogSize {
  readonly total: number;
  readonly leftOut: number;
  /** The first line that was left out; null where none was. */
  readonly leftOutFrom: number | null;
}

/** Lines that are fetched and drawn together. */
export const CHUNK = 200;

/**
 * A log cut into chunks, before and after what was left out of its middle. They begin where they would begin without that,
 * so that lines stay in their chunk while more is left out.
 */
export function chunksOf({ total, leftOut, leftOutFrom }: LogSize): { before: Chunk[]; after: Chunk[] } {
  if (leftOutFrom === null || leftOut <= 0) return { before: cut(1, total), after: [] };
  return { before: cut(1, leftOutFrom - 1), after: cut(leftOutFrom + leftOut, total) };
}

function cut(first: number, last: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = first; from <= last; ) {
    const next = Math.min(last + 1, (Math.floor((from - 1) / CHUNK) + 1) * CHUNK + 1);
    chunks.push({ from, take: next - from });
    from = next;
  }
  return chunks;
}
