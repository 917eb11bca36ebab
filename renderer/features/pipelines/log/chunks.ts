export interface Chunk {
  /** The first line, from 1. */
  readonly from: number;
  readonly take: number;
}

/** Lines that are fetched and drawn together. */
export const CHUNK = 200;

/** A log cut into chunks; the last one grows with it. */
export function chunksOf(total: number): Chunk[] {
  const count = Math.ceil(total / CHUNK);
  return Array.from({ length: count }, (_, at) => ({
    from: at * CHUNK + 1,
    take: Math.min(CHUNK, total - at * CHUNK),
  }));
}
