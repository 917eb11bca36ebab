import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from '../../../main/log/log.ts';
import { createLoads } from '../../../main/warehouse/loads/createLoads.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { dump, findings } from './findings.ts';
import { killable } from './killable.ts';
import { must } from './must.ts';
import { stepAt } from './steps.ts';

/** What the parent asks for, as JSON on stdin. */
export interface ChildOrder {
  readonly store:
    | { readonly file: string; readonly lane: 'thread' | 'process' }
    | { readonly connection: Omit<PostgresConnection, 'password'> & { readonly password: string } };
  readonly steps: number;
  /** Dies at the point when it is met for this time. */
  readonly dieAt?: { readonly point: string; readonly time: number };
}

/** What it answers, a line each. `ready` comes before its first landing, `dump` after the last. */
export type ChildLine =
  | { readonly ready: true; readonly listed: number; readonly found: readonly string[] }
  | { readonly dump: string };

const order: ChildOrder = JSON.parse(readFileSync(0, 'utf8'));
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: () => '',
  scope: () => silent,
};
const say = (line: ChildLine) => void process.stdout.write(`${JSON.stringify(line)}\n`);

let met = 0;
const store = killable(await open(), (point) => {
  if (point !== order.dieAt?.point) return;
  met += 1;
  if (met === order.dieAt.time) process.kill(process.pid, 'SIGKILL');
});
const clock = () => new Date('2026-03-08T12:00:00Z');
const loads = must(await createLoads({ store, clock, random: randomBytes, log: silent }));
const { found, listed } = await findings(store);
const { rows } = must(await loads.sweep({ thorough: false }));
if (rows > 0) found.push(`${rows} rows were swept`);
met = 0;
say({ ready: true, listed, found });

// The reply to the last one may have been lost, so it is sent again.
for (let step = Math.max(0, listed - 1); step < order.steps; step += 1) {
  const { plan, records, attempt } = stepAt(step);
  const batches = (async function* () {
    for (let from = 0; from < records.length; from += 25) yield records.slice(from, from + 25);
  })();
  const landed = must(await loads.land(plan, batches, { attempt, state: () => ({ next: step + 1 }) }));
  if (landed.load !== step + 1) throw new Error(`Step ${step} landed as load ${landed.load}.`);
}
say({ dump: await dump(store) });
await store.close();

async function open(): Promise<Store> {
  if ('connection' in order.store) {
    const { openPostgresStore } = await import('../../../main/warehouse/postgres/openPostgresStore.ts');
    const { password, ...connection } = order.store.connection;
    return must(
      await openPostgresStore({ connection: { ...connection, password: new Secret(password) }, log: silent }),
    );
  }
  const { openSqliteStore } = await import('../../../main/warehouse/sqlite/openSqliteStore.ts');
  const { startThreadLane } = await import('../../../main/warehouse/sqlite/threadLane.ts');
  const { file, lane } = order.store;
  return must(
    await openSqliteStore({
      file,
      log: silent,
      readers: 1,
      ...(lane === 'thread' && { start: startThreadLane }),
    }),
  );
}
