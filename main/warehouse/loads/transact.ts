import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { LoadPlan, LoadSummary } from '../loads.ts';
import type { Store, WriteSession } from '../store.ts';
import { writeState } from './cursorState.ts';
import { finish } from './finish.ts';
import { createLanding, type Landing, type LandingContext } from './landing.ts';
import { claimLoad, findAttempt, type Landed, listLoad, takeTurn } from './ledger.ts';
import type { LoadTables } from './loadTables.ts';
import { openShapes } from './openShapes.ts';
import { keptOutcome } from './outcome.ts';
import { openQuarantine, type Quarantine } from './quarantine.ts';
import type { RelationShape } from './relationShape.ts';

export interface OpenLanding {
  readonly session: WriteSession;
  readonly root: RelationShape;
  readonly landing: Landing;
  readonly quarantine: Quarantine;
  readonly context: LandingContext;
}

/** Writes the rows; what it returns is kept with them. */
export type WriteRows = (
  open: OpenLanding,
) => Promise<Result<{ readonly state: unknown; readonly outcome: unknown }>>;

export type Transact = (
  plan: LoadPlan,
  attempt: string,
  work: Work | undefined,
  rows: WriteRows,
) => Promise<Result<Landed>>;

/** The frame of every load: claim an id, write, finish by disposition, remember, list. In one transaction, in this order. */
export function createTransact(
  options: {
    readonly store: Store;
    readonly clock: () => Date;
    readonly random: (bytes: number) => Buffer;
    readonly log: Logger;
  },
  tables: LoadTables,
): Transact {
  const { store, clock, random, log } = options;

  async function run(
    session: WriteSession,
    plan: LoadPlan,
    attempt: string,
    rows: WriteRows,
  ): Promise<Result<Landed>> {
    const turn = await takeTurn(session, tables);
    if (!turn.ok) return turn;
    // Again, now that nobody else can list it in between.
    const before = await findAttempt(session, tables, plan, attempt);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value);
    const claimed = await claimLoad(session, tables);
    if (!claimed.ok) return claimed;
    const opened = await openShapes(session, tables, plan);
    if (!opened.ok) return opened;

    const root = opened.value;
    const load = claimed.value;
    const at = clock().toISOString();
    const context = { session, tables, plan, load, at, random };
    const landing = createLanding(context);
    const quarantine = openQuarantine(session, tables, load);
    const written = await rows({ session, root, landing, quarantine, context });
    if (!written.ok) return written;
    const finished = await finish(store, context, landing, root);
    if (!finished.ok) return finished;
    const version = await landing.remember(root);
    if (!version.ok) return version;
    const { state, outcome } = written.value;
    const moved = await writeState(session, tables, plan, { load, at, value: state });
    if (!moved.ok) return moved;

    const summary: LoadSummary = {
      load,
      relation: plan.relation,
      ...finished.value,
      rejected: quarantine.count,
      addedColumns: root.founded ? [] : root.added,
      schemaVersion: version.value,
    };
    const listed = await listLoad(session, tables, plan, {
      summary,
      outcome: keptOutcome(outcome),
      attempt,
      at,
    });
    return listed.ok ? ok({ summary, outcome }) : listed;
  }

  return async (plan, attempt, work, rows) => {
    const done = await store.write((session) => run(session, plan, attempt, rows), {
      ...(work !== undefined && { signal: work.signal }),
      priority: 'background',
    });
    if (done.ok) {
      log.info('A load was listed.', { ...done.value.summary });
      return done;
    }
    return afterLostReply(plan, attempt, done);
  };

  /** The commit may have reached the store and only its answer not us: then the load is listed, and this is no failure. */
  async function afterLostReply(
    plan: LoadPlan,
    attempt: string,
    failed: Result<Landed>,
  ): Promise<Result<Landed>> {
    if (failed.ok || !['STORE_UNREACHABLE', 'TIMED_OUT', 'INTERNAL'].includes(failed.failure.code))
      return failed;
    const listed = await findAttempt(store, tables, plan, attempt);
    return listed.ok && listed.value !== null ? ok(listed.value) : failed;
  }
}
