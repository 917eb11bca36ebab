import type { CsvTable, Field } from './csv.ts';

const NAMES = ['dbt_is_deleted', 'dbt_valid_from', 'dbt_valid_to'] as const;

/**
 * dbt 1.9.4 writes a deletion row anew at every snapshot while a key stays missing. Several that follow one another
 * count as one, from the first's beginning to the last's end.
 */
export function collapseDeletions(table: CsvTable): CsvTable {
  const [deleted = -1, from = -1, to = -1] = NAMES.map((name) => table.columns.indexOf(name));
  if (deleted < 0 || from < 0 || to < 0) return table;
  const own = table.columns.flatMap((name, at) => (name.startsWith('dbt_') ? [] : [at]));
  const chains = new Map<string, (readonly Field[])[]>();
  const rows: (readonly Field[])[] = [];
  for (const row of table.rows) {
    if (row[deleted]?.toLowerCase() !== 'true') {
      rows.push(row);
      continue;
    }
    // A deletion row repeats what its key last was.
    const key = JSON.stringify(own.map((at) => row[at]));
    chains.set(key, [...(chains.get(key) ?? []), row]);
  }
  for (const chain of chains.values()) {
    const ends = new Set(chain.map((row) => row[to]));
    for (const first of chain.filter((row) => !ends.has(row[from] ?? null))) {
      let last = first;
      for (let next = followerOf(last); next !== undefined; next = followerOf(last)) last = next;
      rows.push(first.map((cell, at) => (at === to ? (last[to] ?? null) : cell)));
    }
    function followerOf(row: readonly Field[]): readonly Field[] | undefined {
      return row[to] === null ? undefined : chain.find((one) => one !== row && one[from] === row[to]);
    }
  }
  return { columns: table.columns, rows };
}
