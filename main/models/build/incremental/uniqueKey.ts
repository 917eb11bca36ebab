import type { Engine } from '../../../warehouse/store.ts';
import { isPlainList, type Plain } from '../../project/plain.ts';

/** What tells rows apart, as a project wrote it: a name, an expression, or several of either. */
export interface UniqueKey {
  readonly parts: readonly string[];
  /** Written as a list: the same one column then makes a key "of several columns" of one. */
  readonly listed: boolean;
}

export function readUniqueKey(plain: Plain | undefined): UniqueKey | null {
  if (typeof plain === 'string') return plain.trim() === '' ? null : { parts: [plain], listed: false };
  if (plain === undefined || !isPlainList(plain)) return null;
  const parts = plain.filter((part): part is string => typeof part === 'string' && part.trim() !== '');
  return parts.length === 0 ? null : { parts, listed: true };
}

/** As it stands between the parentheses of `(…) in (select … from delta)`. */
export function keyText(key: UniqueKey): string {
  return key.parts.join(', ');
}

/** The columns it means when every part is just the name of one; null when a part is an expression. */
export function keyColumns(
  key: UniqueKey,
  columns: readonly { readonly name: string }[],
  engine: Engine,
): readonly string[] | null {
  const found = key.parts.map((part) => columnNamed(part.trim(), columns, engine));
  const known = found.filter((name) => name !== null);
  return known.length === found.length ? known : null;
}

/** The column a piece of SQL names, when it does nothing but name one. */
export function columnNamed(
  part: string,
  columns: readonly { readonly name: string }[],
  engine: Engine,
): string | null {
  const quoted = /^"((?:[^"]|"")+)"$/.exec(part)?.[1]?.replaceAll('""', '"');
  if (quoted === undefined && !/^[A-Za-z_][\w$]*$/.test(part)) return null;
  const same = (name: string) => {
    if (engine === 'sqlite') return name.toLowerCase() === (quoted ?? part).toLowerCase();
    return name === (quoted ?? part.toLowerCase());
  };
  return columns.find((column) => same(column.name))?.name ?? null;
}
