/** The set methods of ES2025, which the target doesn't have yet. None changes what it is given. */
export function union<T>(...sets: readonly Iterable<T>[]): Set<T> {
  const all = new Set<T>();
  for (const set of sets) for (const one of set) all.add(one);
  return all;
}

export function intersection<T>(a: Iterable<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a].filter((one) => b.has(one)));
}

export function difference<T>(a: Iterable<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a].filter((one) => !b.has(one)));
}
