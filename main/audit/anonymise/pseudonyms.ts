import { createHmac } from 'node:crypto';

/** Stands for a name: the same for the same name under the same key, and nobody without the key can try names out. */
export type Pseudonyms = (kind: string, name: string) => string;

const LENGTHS = [6, 8, 10, 12, 16, 24, 32] as const;

/**
 * `product-7f3a9c`. Short as long as no two names of one kind meet in it; then as much longer as keeps them apart. `names` are
 * all that will be asked for, so that the order in which they are doesn't matter.
 */
export function createPseudonyms(
  key: Uint8Array,
  names: Iterable<{ readonly kind: string; readonly name: string }>,
): Pseudonyms {
  if (key.length < 16) throw new Error('A key of under 16 bytes could be guessed.');
  const digests = new Map<string, string>();
  const kinds = new Map<string, Set<string>>();
  const digestOf = (kind: string, name: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, name]))
      .digest('hex');
  for (const { kind, name } of names) {
    const digest = digestOf(kind, name);
    digests.set(JSON.stringify([kind, name]), digest);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, new Set([digest]));
    else known.add(digest);
  }
  const lengths = new Map([...kinds].map(([kind, known]) => [kind, lengthThatParts(known)]));
  return (kind, name) => {
    const digest = digests.get(JSON.stringify([kind, name]));
    if (digest === undefined) throw new Error(`A name of the kind ${kind} was not told beforehand.`);
    return `${kind}-${digest.slice(0, lengths.get(kind))}`;
  };
}

function lengthThatParts(digests: ReadonlySet<string>): number {
  const parts = (length: number) =>
    new Set(Array.from(digests, (digest) => digest.slice(0, length))).size === digests.size;
  return LENGTHS.find(parts) ?? 64;
}
