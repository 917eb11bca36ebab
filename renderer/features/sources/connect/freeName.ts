/** What a source is called unless somebody says otherwise: as its connector, with a number where that is taken. */
export function freeName(connector: string, taken: readonly string[]): string {
  const base = /^[a-z]/.test(connector) ? connector.slice(0, 36) : `s-${connector}`.slice(0, 36);
  const there = new Set(taken);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!there.has(name)) return name;
  }
}
