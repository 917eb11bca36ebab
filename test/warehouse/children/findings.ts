import { internalTable } from '../../../main/warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../../main/warehouse/store.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { must } from './must.ts';
import { STREAMS, stepAt } from './steps.ts';

/** The child relations the steps fill, parents first. */
const TREES: readonly { readonly child: string; readonly parent: string }[] = [
  { child: 'orders__items', parent: 'orders' },
  { child: 'orders__items__taxes', parent: 'orders__items' },
  { child: 'customers__tags', parent: 'customers' },
  { child: 'products__sizes', parent: 'products' },
];

/**
 * What contradicts the ledger, asked past `Loads`. In one transaction that waits for whoever is still writing: a server
 * may be undoing, or finishing, the transaction of a process that was just killed.
 */
export async function findings(store: Store): Promise<{ found: string[]; listed: number }> {
  const found: string[] = [];
  const catalog = must(await store.catalog());
  for (const { name } of catalog) if (name.startsWith('raw._landing_')) found.push(`${name} was left`);
  const checked = await store.write(async (session) => {
    must(await session.execute(`update ${internalTable(store, 'counters')} set "value" = "value"`));
    const there = await relationsThere(session);
    const listed = await ledgerFindings(store, session, there, found);
    await childFindings(session, (name) => store.quote(stepRelation(name)), there, found);
    return ok(listed);
  });
  return { found, listed: must(checked) };
}

async function relationsThere(session: WriteSession): Promise<Set<string>> {
  const there = new Set<string>();
  for (const name of [...STREAMS, ...TREES.map(({ child }) => child)])
    if (must(await session.describe(stepRelation(name))) !== null) there.add(name);
  return there;
}

function stepRelation(name: string) {
  const plan = stepAt(0).plan.relation;
  return plan.replace('orders', name) as typeof plan;
}

async function ledgerFindings(
  store: Store,
  session: WriteSession,
  there: ReadonlySet<string>,
  found: string[],
): Promise<number> {
  const table = (name: string) => internalTable(store, name);
  const ledger = await read(
    session,
    `select "load", "attempt", "rows", "rejected" from ${table('loads')} order by "load"`,
  );
  ledger.forEach(([load, attempt], index) => {
    if (load !== BigInt(index + 1) || attempt !== `step ${index}`) found.push(`load ${load} is ${attempt}`);
  });
  for (const [number, stream] of STREAMS.entries()) {
    const loads = ledger.filter((_, index) => index % STREAMS.length === number);
    const last = loads.at(-1);
    const [state] = await read(session, `select "value" from ${table('cursors')} where "stream" = ?`, [
      stream,
    ]);
    const implied = last === undefined ? undefined : JSON.stringify({ next: Number(last[0]) });
    if (state?.[0] !== implied) found.push(`the state of ${stream} is ${state?.[0]}, not ${implied}`);
    if (!there.has(stream)) {
      if (last !== undefined) found.push(`raw.${stream} is missing`);
      continue;
    }
    const quoted = store.quote(stepRelation(stream));
    const counted = new Map(
      (await read(session, `select "_load", count(*) from ${quoted} group by "_load"`)).map(
        ([load, rows]) => [load, rows],
      ),
    );
    const { disposition } = stepAt(number).plan;
    for (const [load, , rows] of loads) {
      const has = counted.get(load ?? null) ?? 0n;
      counted.delete(load ?? null);
      const wanted = disposition === 'replace' && load !== last?.[0] ? 0n : rows;
      // A later merge takes rows of an earlier load away.
      const fits =
        disposition === 'merge' && load !== last?.[0] ? Number(has) <= Number(rows) : has === wanted;
      if (!fits) found.push(`load ${load} has ${has} rows in raw.${stream}, listed are ${rows}`);
    }
    for (const load of counted.keys())
      found.push(`raw.${stream} has rows of load ${load}, which isn't listed`);
  }
  const rejected = await read(session, `select "load", count(*) from ${table('rejected')} group by "load"`);
  const setAside = new Map(rejected.map(([load, rows]) => [load, rows]));
  for (const [load, , , count] of ledger)
    if ((setAside.get(load ?? null) ?? 0n) !== count)
      found.push(`load ${load} set aside other than ${count} rows`);
  return ledger.length;
}

async function childFindings(
  session: WriteSession,
  quote: (name: string) => string,
  there: ReadonlySet<string>,
  found: string[],
): Promise<void> {
  for (const { child, parent } of TREES) {
    if (!there.has(child)) continue;
    const [orphans] = await read(
      session,
      `select count(*) from ${quote(child)} where ("_load", "_parent_row") not in (select "_load", "_row" from ${quote(parent)})`,
    );
    if (orphans?.[0] !== 0n) found.push(`raw.${child} has ${orphans?.[0]} rows without a parent`);
  }
}

async function read(session: WriteSession, sql: string, params: readonly string[] = []) {
  return must(await session.query(sql, params)).rows;
}

/** Every row of every relation and of the loads' own tables, to compare two runs by. */
export async function dump(store: Store): Promise<string> {
  const lines: string[] = [];
  const own = ['loads', 'cursors', 'rejected', 'schemas', 'fields', 'children', 'counters'];
  const catalog = must(await store.catalog());
  const tables = [
    ...catalog.map(({ name }) => store.quote(name)),
    ...own.map((name) => internalTable(store, name)),
  ];
  for (const table of tables.toSorted()) {
    const { columns, rows } = must(await store.query(`select * from ${table}`));
    lines.push(`${table}: ${columns.map(({ name }) => name).join()}`);
    const shown = rows.map((row) => JSON.stringify(row.map((value) => String(value))));
    lines.push(...shown.sort());
  }
  return lines.join('\n');
}
