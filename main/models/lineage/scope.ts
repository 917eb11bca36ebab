/** A column of a relation somebody knows. */
export interface Origin {
  /** As `known` called it: a unique id. */
  readonly relation: string;
  readonly column: string;
}

export interface OutputColumn {
  readonly name: string;
  /** What its value is made from, conditions inside its expression included; null where that can't be told. */
  readonly origins: readonly Origin[] | null;
  /** The value of its one origin as it is. */
  readonly same: boolean;
}

/** Null: which columns there are can't be told. */
export type Output = readonly OutputColumn[] | null;

/** One thing a `from` names. */
export interface FromItem {
  readonly alias: string;
  readonly columns: Output;
}

export interface Scope {
  readonly items: readonly FromItem[];
  /** Columns that a `using` merged: they come once. */
  readonly merged: ReadonlySet<string>;
  readonly outer: Scope | null;
}

const UNKNOWN: OutputColumn = { name: '', origins: null, same: false };

export function findColumn(scope: Scope, alias: string | null, name: string): OutputColumn {
  const items = alias === null ? scope.items : scope.items.filter((item) => item.alias === alias);
  const found = items.flatMap((item) => item.columns?.filter((column) => column.name === name) ?? []);
  if (found.length > 0) {
    // More than one only where `using` made them one.
    const [first = UNKNOWN] = found;
    return found.length === 1 ? first : { name, origins: union(found), same: found.every((one) => one.same) };
  }
  if (items.some((item) => item.columns === null)) return { ...UNKNOWN, name };
  return scope.outer === null ? { ...UNKNOWN, name } : findColumn(scope.outer, alias, name);
}

/** What a star stands for. */
export function allColumns(scope: Scope, alias: string | null): Output {
  const items = alias === null ? scope.items : scope.items.filter((item) => item.alias === alias);
  if (items.length === 0) return null;
  const all: OutputColumn[] = [];
  const taken = new Set<string>();
  for (const { columns } of items) {
    if (columns === null) return null;
    for (const column of columns) {
      if (alias === null && scope.merged.has(column.name)) {
        if (taken.has(column.name)) continue;
        taken.add(column.name);
        all.push(findColumn(scope, null, column.name));
      } else all.push(column);
    }
  }
  return all;
}

export function union(columns: readonly OutputColumn[]): readonly Origin[] | null {
  const all = new Map<string, Origin>();
  for (const { origins } of columns) {
    if (origins === null) return null;
    for (const origin of origins) all.set(JSON.stringify([origin.relation, origin.column]), origin);
  }
  return [...all.values()];
}
