import type { Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../internalTable.ts';
import { isLanded, isShadow } from '../loads/landed.ts';
import type { ReadOptions, Relation, Store } from '../store.ts';

interface Listed {
  readonly load: bigint;
  readonly relation: string;
  readonly disposition: string;
  readonly rows: bigint;
}

export interface VerifyOptions extends ReadOptions {
  readonly onProgress?: (done: number, total: number) => void;
}

/** What the ledger says against what is there. Reads every raw relation once. */
export async function verifyLedger(store: Store, options: VerifyOptions = {}): Promise<Result<string[]>> {
  const catalog = await store.catalog(options);
  if (!catalog.ok) return catalog;
  const listed = await readLedger(store, options);
  if (!listed.ok) return listed;
  const raw = catalog.value.filter(isLanded);
  const findings: string[] = [];
  for (const [index, relation] of raw.entries()) {
    options.onProgress?.(index, raw.length);
    const counts = await countLoads(store, relation.name, options);
    if (!counts.ok) return counts;
    findings.push(...compare(relation.name, counts.value, listed.value));
  }
  const names = new Set<string>(catalog.value.map(({ name }) => name));
  const gone = new Set(
    // A load of no rows founds no relation.
    listed.value
      .filter(({ relation, rows }) => rows > 0n && !names.has(relation))
      .map(({ relation }) => relation),
  );
  for (const relation of gone) findings.push(`The ledger lists loads into ${relation}, and it is not there.`);
  const cursors = await verifyCursors(store, options);
  if (!cursors.ok) return cursors;
  return ok([...findings, ...cursors.value, ...leftovers(catalog.value)]);
}

async function readLedger(store: Store, options: ReadOptions): Promise<Result<Listed[]>> {
  const table = internalTable(store, 'loads');
  const found = await store.query(
    `select "load", "relation", "disposition", "rows" from ${table} order by "load"`,
    [],
    { ...options, limit: 10_000_000 },
  );
  if (!found.ok) return found;
  return ok(
    found.value.rows.map(([load, relation, disposition, rows]) => ({
      load: whole(load),
      relation: String(relation),
      disposition: String(disposition),
      rows: whole(rows),
    })),
  );
}

async function countLoads(
  store: Store,
  relation: RelationName,
  options: ReadOptions,
): Promise<Result<Map<bigint, bigint>>> {
  const sql = `select "_load", count(*) from ${store.quote(relation)} group by "_load"`;
  const found = await store.query(sql, [], { ...options, limit: 10_000_000 });
  if (!found.ok) return found;
  return ok(new Map(found.value.rows.map(([load, rows]) => [whole(load), whole(rows)])));
}

/** An append keeps all its rows until a replace; a merge may lose some to later ones and never has more. */
function compare(relation: string, counts: ReadonlyMap<bigint, bigint>, ledger: readonly Listed[]): string[] {
  const known = new Set(ledger.map(({ load }) => load));
  const unlisted = [...counts].filter(([load]) => !known.has(load));
  const findings = unlisted.map(
    ([load, rows]) => `${relation} holds ${rows} rows of load ${load}, which the ledger doesn’t list.`,
  );
  const own = ledger.filter((one) => one.relation === relation);
  const start = own.findLastIndex(({ disposition }) => disposition === 'replace');
  const merged = own.some(({ disposition }) => disposition === 'merge');
  for (const { load, rows } of own.slice(Math.max(0, start))) {
    const there = counts.get(load) ?? 0n;
    if (there > rows || (there < rows && !merged))
      findings.push(`${relation} holds ${there} rows of load ${load}, and the ledger says ${rows}.`);
  }
  for (const { load } of own.slice(0, Math.max(0, start)))
    if (counts.has(load)) findings.push(`${relation} still holds rows of load ${load}, which was replaced.`);
  return findings;
}

async function verifyCursors(store: Store, options: ReadOptions): Promise<Result<string[]>> {
  const [cursors, loads] = [internalTable(store, 'cursors'), internalTable(store, 'loads')];
  const found = await store.query(
    `select c."source", c."stream", c."load" from ${cursors} c
      left join ${loads} l on l."load" = c."load" and l."source" = c."source" and l."stream" = c."stream"
      where l."load" is null`,
    [],
    options,
  );
  if (!found.ok) return found;
  return ok(
    found.value.rows.map(
      ([source, stream, load]) =>
        `The state of ${stream} of ${source} comes from load ${load}, which the ledger doesn’t list.`,
    ),
  );
}

function leftovers(catalog: readonly Relation[]): string[] {
  return catalog.filter(isShadow).map(({ name }) => `${name} was left over by work that didn’t end.`);
}

function whole(value: Value | undefined): bigint {
  return typeof value === 'bigint' ? value : BigInt(String(value ?? 0));
}
