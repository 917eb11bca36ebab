const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The seed of everything drawn for a pair: FNV-1a, 32 bits, over the UTF-16 units (low byte, high byte) of "seed, signal, outcome" joined by line breaks.
 * A pair draws the same numbers wherever and in whichever order it is studied.
 */
export function seedOfPair(seed: number, signal: string, outcome: string): number {
  const text = `${seed}\n${signal}\n${outcome}`;
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  return hash >>> 0;
}
