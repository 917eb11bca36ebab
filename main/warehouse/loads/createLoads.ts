import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { LoadPlan, Loads } from '../loads.ts';
import type { Store } from '../store.ts';
import { chunksOf, gather } from './chunks.ts';
import { readState } from './cursorState.ts';
import { expire } from './expire.ts';
import { landRecords } from './landRecords.ts';
import { landRows } from './landRows.ts';
import { findAttempt, type Landed, readLedger } from './ledger.ts';
import { createLoadTables, loadTables } from './loadTables.ts';
import { readRejected } from './quarantine.ts';
import { readSchemas } from './schemaVersion.ts';
import { sweep } from './sweep.ts';
import { createTransact } from './transact.ts';

export interface LoadsOptions {
  readonly store: Store;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  readonly log: Logger;
}

/**
 * A load is one transaction on both engines: its rows, its children, what it set aside, the stream's state and last its line
 * in the ledger are seen together or not at all. So a reader of RAW needs no join with the ledger; rows without a line can
 * only come from a repair or from somebody's own SQL, and `sweep` takes them away before anything else is read.
 */
export async function createLoads(options: LoadsOptions): Promise<Result<Loads>> {
  const { store, log } = options;
  const tables = loadTables(store);
  const made = await store.write((session) => createLoadTables(session, store.engine, tables));
  if (!made.ok) return made;
  const transact = createTransact(options, tables);

  return ok({
    async land(plan, batches, { attempt, state, work }) {
      const landed = await once(plan, attempt, work, async () => {
        const gathered = await gather(chunksOf(batches, work?.signal));
        try {
          return await transact(plan, attempt, work, async ({ root, landing, quarantine }) => {
            const done = await landRecords(store.engine, plan, gathered, { root, landing, quarantine, work });
            return done.ok ? ok({ state: state?.(), outcome: null }) : done;
          });
        } finally {
          await gathered.return();
        }
      });
      return landed.ok ? ok(landed.value.summary) : landed;
    },

    async landFrom(plan, columns, source, { attempt, work }) {
      const landed = await once(plan, attempt, work, () =>
        transact(plan, attempt, work, async (open) => {
          const done = await landRows(plan, columns, source, { ...open, store, work });
          return done.ok ? ok({ state: undefined, outcome: done.value }) : done;
        }),
      );
      return landed.ok ? ok({ ...landed.value.summary, outcome: landed.value.outcome }) : landed;
    },

    state: (source, stream) => readState(store, tables, source, stream),
    ledger: (filter) => readLedger(store, tables, filter),
    rejected: (load, page) => readRejected(store, tables, load, page),
    schemaHistory: (relation) => readSchemas(store, tables, relation),
    expire: (relation, before) => expire(options, tables, relation, before),
    sweep: (how) => sweep(store, tables, log, how),
  });

  /** What has landed already answers without its source being asked for anything. */
  async function once(
    plan: LoadPlan,
    attempt: string,
    work: Work | undefined,
    land: () => Promise<Result<Landed>>,
  ): Promise<Result<Landed>> {
    const refused = checkPlan(plan);
    if (!refused.ok) return refused;
    const before = await findAttempt(store, tables, plan, attempt);
    if (!before.ok) return before;
    return before.value === null ? unlessCancelled(plan, work, land) : ok(before.value);
  }
}

function checkPlan(plan: LoadPlan): Result<void> {
  const next = 'Correct the load.';
  const subject = plan.relation;
  if (!plan.relation.startsWith('raw.'))
    return fail('LOAD_REFUSED', {
      message: `A load lands in the layer raw, and ${plan.relation} is in another.`,
      next: `Load into raw.${plan.relation.slice(plan.relation.indexOf('.') + 1)}.`,
      subject,
    });
  if (plan.disposition === 'merge' && (plan.key ?? []).length === 0)
    return fail('LOAD_REFUSED', {
      message: `${plan.relation} can't be merged without a key.`,
      next,
      subject,
    });
  return ok(undefined);
}

/** What a source throws because it was asked to stop is no defect. */
async function unlessCancelled(
  plan: LoadPlan,
  work: Work | undefined,
  land: () => Promise<Result<Landed>>,
): Promise<Result<Landed>> {
  try {
    return await land();
  } catch (error) {
    if (work?.signal.aborted !== true) throw error;
    return fail('CANCELLED', {
      message: `Loading ${plan.relation} was cancelled; nothing of it was kept.`,
      next: 'Start it again when you want it.',
      subject: plan.relation,
    });
  }
}
