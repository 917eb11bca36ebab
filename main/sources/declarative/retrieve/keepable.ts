import type { Config } from '../../host.ts';
import type { Json } from '../../json.ts';

/** Larger ones are not kept with the state. */
const MOST = 16_384;
const SECRET_NAME =
  /(?:access|auth|refresh|session|bearer|security|id)[-_]?token|api[-_]?key|app[-_]?key|secret|password|passwd|signature|\b(?:sig|key|token|appid)=/i;

/**
 * Whether a place to go on from may be kept in the warehouse: some vendors put the key of a person into the address of their next
 * page. Then there is none, and the slice is read from its first page again. What a person entered and looks like a key is
 * searched for as well.
 */
export function isKeepable(place: Json, config: Config): boolean {
  const text = JSON.stringify(place, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  if (text.length > MOST || SECRET_NAME.test(text)) return false;
  for (const value of texts(config))
    if (/^[\w+/=.~-]{16,}$/.test(value) && text.includes(value)) return false;
  return true;
}

function* texts(value: Json): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const held of Object.values(value)) yield* texts(held);
}
