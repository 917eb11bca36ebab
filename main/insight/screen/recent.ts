/** The latest few of what is costly to make. */
export interface Recent<T> {
  get(key: string, make: () => T): T;
}

export function createRecent<T>(most: number): Recent<T> {
  const held = new Map<string, T>();
  return {
    get(key, make) {
      const value = held.get(key) ?? make();
      // A map keeps the order in which its keys came: the first is the one not asked for the longest.
      held.delete(key);
      held.set(key, value);
      if (held.size > most) held.delete(held.keys().next().value as string);
      return value;
    },
  };
}
