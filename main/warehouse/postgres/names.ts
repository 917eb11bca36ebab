import { createHash } from 'node:crypto';

/** Postgres cuts longer names without a word, and two could become one. */
const LONGEST = 63;

/** The same table and columns always give the same name, however the table got its own. */
export function indexName(table: string, columns: readonly string[], kind: 'key' | 'idx'): string {
  return fitting(`${table}_${columns.join('_')}_${kind}`);
}

export function primaryKeyName(table: string): string {
  return fitting(`${table}_pkey`);
}

export function fitting(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  let kept = name.slice(0, LONGEST - 9);
  while (Buffer.byteLength(kept) > LONGEST - 9) kept = kept.slice(0, -1);
  return `${kept}_${hash}`;
}
