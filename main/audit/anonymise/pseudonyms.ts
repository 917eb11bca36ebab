import { createHmac } from 'node:crypto';
import { layerOf, RelationName } from '../../../shared/domain/relation.ts';

/** Stand-ins under a key: the same for the same name in every package, and nobody without the key can try names out. */
export interface Pseudonyms {
  /** `product-7f3a9c01b2d4`. */
  of(kind: string, name: string): string;
  /** In its layer, which tells nothing. */
  relation(name: string): RelationName;
  /** In place of a digest, which could be compared with that of a file somebody has. */
  digest(digest: string): string;
  /** A number that amounts are multiplied by, between a third and three. */
  readonly factor: number;
}

/** So many that two names of a million share one in a thousand packages once. */
const DIGITS = 12;
const LEAST_KEY_BYTES = 16;

export function createPseudonyms(key: Uint8Array): Pseudonyms {
  if (key.length < LEAST_KEY_BYTES) throw new Error('A key of under 16 bytes could be guessed.');
  const digestOf = (kind: string, name: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, name]))
      .digest('hex');
  const held = new Map<string, string>();
  return {
    of(kind, name) {
      const place = `${kind}\n${name}`;
      const known = held.get(place);
      if (known !== undefined) return known;
      const made = `${kind}-${digestOf(kind, name).slice(0, DIGITS)}`;
      if (held.size < MOST_HELD) held.set(place, made);
      return made;
    },
    relation: (name) =>
      RelationName.parse(
        `${layerOf(RelationName.parse(name))}.relation_${digestOf('relation', name).slice(0, DIGITS)}`,
      ),
    digest: (digest) => digestOf('digest', digest),
    factor: 3 ** (Number.parseInt(digestOf('factor', 'money').slice(0, DIGITS), 16) / 2 ** 47 - 1),
  };
}

/** Names come again and again; those of a relation of millions need not all be remembered. */
const MOST_HELD = 50_000;
