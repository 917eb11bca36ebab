import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Logger } from '../../../main/log/log.ts';
import type { Builds } from '../../../main/warehouse/builds.ts';
import type { StartLane } from '../../../main/warehouse/sqlite/lane.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { ChildOrder } from './landingChild.ts';
import { must } from './must.ts';
import { DELTA, OWED, RECORD, TARGETS } from './publishedPlaces.ts';

/** What the parent asks for, as JSON on stdin: to publish this round, and to die at the nth word between it and the database. */
export interface PublishingOrder {
  readonly store: ChildOrder['store'];
  readonly round: number;
  readonly dieAt: number;
  /** When the word is said, and perhaps being done, or when an answer has come. */
  readonly side: 'saying' | 'hearing';
}

const order: PublishingOrder = JSON.parse(readFileSync(0, 'utf8'));
const silent: Logger = { debug() {}, info() {}, warn() {}, error: () => '', scope: () => silent };

let words: number | null = null;
function meet(side: PublishingOrder['side']): void {
  if (words === null || side !== order.side) return;
  words += 1;
  if (words === order.dieAt) process.kill(process.pid, 'SIGKILL');
}

const { store, builds } = await open();
const line = must(await builds.line());
const run = async (sql: string) => must(await line.run(sql));
const round = order.round;
const [plain, second, view, grown, summed] = TARGETS;
const at = (target: (typeof TARGETS)[number]) => ({
  target,
  candidate: builds.candidateOf(target),
  name: builds.written(target),
});
const made = async (target: (typeof TARGETS)[number], as: 'table' | 'view', select: string) => {
  const one = at(target);
  must(await line.drop(one.candidate));
  await run(`create ${as} ${builds.written(one.candidate)} as ${select}`);
  return one;
};

if (must(await line.relation(RECORD)) === null) {
  await run(`create table ${builds.written(RECORD)} (round integer)`);
  for (const target of [plain, second, grown, summed])
    await run(`create table ${builds.written(target)} as select 0 as round`);
  await run(`create view ${builds.written(view)} as select round from ${builds.written(plain)}`);
  await run(`create view ${builds.written(OWED)} as select round from ${builds.written(second)}`);
  await run(`insert into ${builds.written(RECORD)} values (0)`);
}
must(await line.drop(DELTA));
await run(`create table ${builds.written(DELTA)} as select ${round} as round`);
const one = await made(plain, 'table', `select ${round} as round`);
await run(`create index "by round ${round % 2}" on ${builds.written(one.candidate)} (round)`);
const two = await made(second, 'table', `select round from ${builds.written(one.candidate)}`);
const three = await made(view, 'view', `select round from ${builds.written(one.candidate)}`);
const four = await made(grown, 'view', `select round from ${builds.written(DELTA)}`);
const five = await made(summed, 'table', `select max(round) as round from ${builds.written(four.candidate)}`);

words = 0;
must(
  await builds.publish({
    relations: [
      { how: 'renamed', ...one },
      { how: 'renamed', ...two },
      { how: 'view', ...three, sql: `select round from ${one.name}` },
      {
        how: 'changed',
        ...four,
        statements: [
          `delete from ${four.name}`,
          `insert into ${four.name} select * from ${builds.written(DELTA)}`,
        ],
      },
      { how: 'renamed', ...five, comment: `Round ${round}.` },
    ],
    drop: [DELTA],
    statements: [`delete from ${builds.written(RECORD)} where round < 0`],
    also: async (session) => {
      const done = await session.execute(`insert into ${store.quote(RECORD.relation)} values (${round})`);
      return done.ok ? ok(undefined) : done;
    },
  }),
);
process.stdout.write(`published ${words}\n`);
words = null;
await line.close();
await store.close();

async function open(): Promise<{ store: Store; builds: Builds }> {
  if ('connection' in order.store) {
    const { openPostgresStore } = await import('../../../main/warehouse/postgres/openPostgresStore.ts');
    const { password, ...connection } = order.store.connection;
    const opened = must(
      await openPostgresStore({ connection: { ...connection, password: new Secret(password) }, log: silent }),
    );
    const { write } = Socket.prototype;
    Socket.prototype.write = function counted(this: Socket, ...given: Parameters<typeof write>) {
      const done = write.apply(this, given);
      meet('saying');
      return done;
    } as typeof write;
    return { store: opened, builds: opened.builds };
  }
  const { openSqliteStore } = await import('../../../main/warehouse/sqlite/openSqliteStore.ts');
  const { startThreadLane } = await import('../../../main/warehouse/sqlite/threadLane.ts');
  const { startProcessLane } = await import('../../../main/warehouse/sqlite/processLane.ts');
  const { file, lane } = order.store;
  const started = lane === 'thread' ? startThreadLane : startProcessLane;
  const start: StartLane = (module, settings, events) => {
    const one = started(module, settings, {
      ...events,
      onMessage: (message) => {
        meet('hearing');
        events.onMessage(message);
      },
    });
    return {
      ...one,
      post: (message) => {
        one.post(message);
        // Said, and perhaps being done when this process is gone.
        meet('saying');
      },
    };
  };
  const opened = must(await openSqliteStore({ file, log: silent, readers: 1, start }));
  return { store: opened, builds: opened.builds };
}
