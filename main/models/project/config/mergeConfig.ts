import { isPlainList, isPlainMap, type Plain, type PlainMap } from '../plain.ts';

/** How a later value of a config meets an earlier one; a key that is not here replaces. */
const ADDS_UP: ReadonlySet<string> = new Set(['tags', 'pre-hook', 'post-hook', 'packages']);
const MERGES: ReadonlySet<string> = new Set([
  'meta',
  'column_types',
  'quoting',
  'persist_docs',
  'docs',
  'snapshot_meta_column_names',
]);

const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  pre_hook: 'pre-hook',
  post_hook: 'post-hook',
};

export function mergeConfig(earlier: PlainMap, later: PlainMap): PlainMap {
  const merged: Record<string, Plain> = { ...earlier };
  for (const [written, value] of Object.entries(later)) {
    const key = OTHER_SPELLINGS[written] ?? written;
    merged[key] = mergeKey(key, merged[key], value);
  }
  return merged;
}

function mergeKey(key: string, earlier: Plain | undefined, later: Plain): Plain {
  if (ADDS_UP.has(key)) return [...asList(earlier), ...asList(later)];
  if (MERGES.has(key) && isPlainMap(later)) return { ...(isPlainMap(earlier) ? earlier : {}), ...later };
  if (key === 'grants' && isPlainMap(later)) return mergeGrants(isPlainMap(earlier) ? earlier : {}, later);
  return later;
}

/** `+select: [x]` adds to the grantees so far, `select: [x]` replaces them. */
function mergeGrants(earlier: PlainMap, later: PlainMap): PlainMap {
  const merged: Record<string, Plain> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    if (key.startsWith('+')) {
      const name = key.slice(1);
      merged[name] = [...asList(merged[name]), ...asList(value)];
    } else merged[key] = asList(value);
  }
  return merged;
}

export function asList(value: Plain | undefined): readonly Plain[] {
  if (value === undefined || value === null) return [];
  return isPlainList(value) ? value : [value];
}
