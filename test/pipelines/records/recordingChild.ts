import { readFileSync } from 'node:fs';
import type { SessionId } from '../../../main/pipelines/ids.ts';
import { createRecords } from '../../../main/pipelines/records/createRecords.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import { openPostgresStore } from '../../../main/warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../../../main/warehouse/sqlite/openSqliteStore.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { must } from '../../warehouse/children/must.ts';
import { at, runId, runOf, sessionOf, taskOf, tryOf } from '../runsOnRecord.ts';

/** What the parent asks for, as JSON on stdin. */
export interface ChildOrder {
  readonly store:
    | { readonly file: string }
    | { readonly connection: Omit<PostgresConnection, 'password'> & { readonly password: string } };
  readonly session: string;
}

const STEPS = ['one', 'two', 'three'];
const order: ChildOrder = JSON.parse(readFileSync(0, 'utf8'));
const log = quietLog();
const store =
  'file' in order.store
    ? must(await openSqliteStore({ file: order.store.file, log }))
    : must(
        await openPostgresStore({
          connection: { ...order.store.connection, password: new Secret(order.store.connection.password) },
          log,
        }),
      );
const records = createRecords(store);
const session = order.session as SessionId;
const { orphans } = must(await records.begin(sessionOf(session), () => true));
const say = (what: string, id: string) => void process.stdout.write(`${what} ${id}\n`);
say('orphans', orphans.join(','));

/** Runs one after the other until somebody kills it, saying what it was told to be on record. */
for (let number = 0; ; number += 1) {
  const id = `${session}-${number}`;
  const run = runId(id);
  must(await records.decide(session, { schedules: [], slots: [], runs: [runOf(id)] }));
  say('claimed', id);
  must(await records.change(session, [{ what: 'run', run, set: { status: 'running', session } }]));
  say('running', id);
  must(
    await records.change(
      session,
      STEPS.flatMap((step) => [
        { what: 'task', run, task: taskOf(step, { status: 'running', lastTry: 1 }) } as const,
        { what: 'try', run, attempt: tryOf(step, 1) } as const,
      ]),
    ),
  );
  say('begun', id);
  const ended = { status: 'succeeded', endedAt: at(5) } as const;
  must(
    await records.change(session, [
      ...STEPS.flatMap((step) => [
        { what: 'task', run, task: taskOf(step, { ...ended, tries: 1, lastTry: 1 }) } as const,
        { what: 'try', run, attempt: tryOf(step, 1, ended) } as const,
      ]),
      { what: 'run', run, set: ended },
    ]),
  );
  say('ended', id);
}
