import { createHash } from 'node:crypto';
import type { BuildPlace } from '../builds.ts';

/** The schema of all candidates, and of the scratch relations of a build, whose names begin with `~`. */
export const CANDIDATES = '_candidates';

/** Postgres cuts longer names without a word; SQLite takes any, and is held to the same so that both read alike. */
const LONGEST = 63;

/** `_candidates` as schema, `staging.orders` as name: no two targets share one, and no other relation is called so. */
export function candidateOf(target: BuildPlace): BuildPlace {
  const { database, schema, identifier } = target;
  const name = schema === '' ? identifier : `${schema}.${identifier}`;
  // Only where a part holds a dot could two targets give one name.
  const ambiguous = schema.includes('.') || identifier.includes('.');
  const sure = ambiguous || Buffer.byteLength(name) > LONGEST;
  return { database, schema: CANDIDATES, identifier: sure ? cut(schema, identifier, name) : name };
}

function cut(schema: string, identifier: string, name: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([schema, identifier]))
    .digest('hex')
    .slice(0, 12);
  let kept = [...name];
  while (Buffer.byteLength(kept.join('')) > LONGEST - hash.length - 1) kept = kept.slice(0, -1);
  return `${kept.join('')}_${hash}`;
}
