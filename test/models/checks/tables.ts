import type { Shop } from '../build/shop.ts';

type Kind = 'integer' | 'numeric' | 'text' | 'date' | 'timestamp';
type Cell = string | number | null;

export interface TestTable {
  readonly columns: Readonly<Record<string, Kind>>;
  readonly rows: readonly (readonly Cell[])[];
}

/** Days as `2024-01-31`, instants as `2024-01-31T10:00:00.000000Z`: what SQLite keeps, and Postgres reads. */
export async function makeTable(shop: Shop, schema: string, name: string, table: TestTable): Promise<void> {
  const written = shop.opened.name(schema, name);
  const columns = Object.entries(table.columns).map(([column, kind]) => `"${column}" ${kind}`);
  if (shop.opened.engine === 'postgres') await shop.run(`create schema if not exists "${schema}"`);
  await shop.run(`create table ${written} (${columns.join(', ')})`);
  const literal = (cell: Cell) =>
    typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell);
  for (let at = 0; at < table.rows.length; at += 400) {
    const rows = table.rows.slice(at, at + 400).map((row) => `(${row.map(literal).join(', ')})`);
    await shop.run(`insert into ${written} values ${rows.join(', ')}`);
  }
}

/** The n-th day after, as text. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
