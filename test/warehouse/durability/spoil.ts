import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';

/** Numbers from 0 to 1 that come the same again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const SPOILS = [
  'zeroed page',
  'inverted page',
  'random page',
  'swapped pages',
  'three zeroed pages',
  'cut between pages',
  'cut inside a page',
  'first page',
  'log byte',
  'log zeroed',
  'log cut',
  'log header',
  'log gone',
  'shared index',
] as const;
export type Spoil = (typeof SPOILS)[number];

/** Does to a closed warehouse file, or its log, what failing disks and careless programs do. */
export function spoil(file: string, how: Spoil, random: () => number): void {
  const log = `${file}-wal`;
  if (how.startsWith('log')) {
    spoilLog(log, how, random);
    return;
  }
  if (how === 'shared index') {
    writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 0x5a));
    return;
  }
  const bytes = readFileSync(file);
  const size = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16);
  const pages = bytes.length / size;
  const any = () => 1 + Math.floor(random() * (pages - 1));
  const page = (number: number) => bytes.subarray(number * size, (number + 1) * size);
  const noise = (into: Buffer) => {
    for (let at = 0; at < into.length; at += 1) into[at] = Math.floor(random() * 256);
  };
  if (how === 'zeroed page') page(any()).fill(0);
  if (how === 'three zeroed pages') for (let i = 0; i < 3; i += 1) page(any()).fill(0);
  if (how === 'random page') noise(page(any()));
  if (how === 'first page') noise(page(0));
  if (how === 'inverted page') {
    const chosen = page(any());
    for (const [at, byte] of chosen.entries()) chosen[at] = byte ^ 0xff;
  }
  if (how === 'swapped pages') {
    const [one, other] = [any(), any()];
    const kept = Buffer.from(page(one));
    page(other).copy(page(one));
    kept.copy(page(other));
  }
  writeFileSync(file, bytes);
  if (how === 'cut between pages') truncateSync(file, any() * size);
  if (how === 'cut inside a page') truncateSync(file, any() * size + 1 + Math.floor(random() * (size - 1)));
}

function spoilLog(log: string, how: Spoil, random: () => number): void {
  const bytes = readFileSync(log);
  const at = 32 + Math.floor(random() * (bytes.length - 32));
  if (how === 'log byte') bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255));
  if (how === 'log zeroed') bytes.fill(0, at, Math.min(bytes.length, at + 4096));
  if (how === 'log header') bytes.fill(0, 0, 32);
  writeFileSync(log, bytes);
  if (how === 'log cut') truncateSync(log, at);
  if (how === 'log gone') rmSync(log);
}
