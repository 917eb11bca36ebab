import { asList } from '../../project/config/mergeConfig.ts';
import { isPlainMap, type Plain, type PlainMap } from '../../project/plain.ts';

export interface Hook {
  /** A template of its own. */
  readonly sql: string;
  /** Whether it runs in the transaction that makes the relation. */
  readonly transaction: boolean;
}

/** As text, as `{sql, transaction}`, or as the JSON of that, which `before_begin()` and its kin write. */
export function readHooks(config: PlainMap, when: 'pre-hook' | 'post-hook'): readonly Hook[] {
  return asList(config[when]).flatMap((one) => hook(one) ?? []);
}

function hook(plain: Plain): Hook | null {
  if (isPlainMap(plain)) {
    const sql = plain['sql'];
    return typeof sql === 'string' ? { sql, transaction: plain['transaction'] !== false } : null;
  }
  if (typeof plain !== 'string') return null;
  return fromJson(plain) ?? { sql: plain, transaction: true };
}

function fromJson(text: string): Hook | null {
  if (!text.trimStart().startsWith('{') || /^\s*\{[{%#]/.test(text)) return null;
  try {
    const read = JSON.parse(text) as Plain;
    return isPlainMap(read) && typeof read['sql'] === 'string' ? hook(read) : null;
  } catch {
    return null;
  }
}
