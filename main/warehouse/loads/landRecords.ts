import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LoadPlan, Record, Rejected } from '../loads.ts';
import type { Store } from '../store.ts';
import { createPause } from './chunks.ts';
import { checkKey } from './finish.ts';
import type { Landing } from './landing.ts';
import type { Quarantine } from './quarantine.ts';
import type { RelationShape } from './relationShape.ts';
import { createShaper } from './shapeRecords.ts';

/** A few milliseconds of taking records apart. */
const CELLS_AT_A_TIME = 4_000;

/** Streams records into the landing, chunk by chunk, and sets aside what the contract doesn't let in. */
export async function landRecords(
  engine: Store['engine'],
  plan: LoadPlan,
  chunks: AsyncGenerator<readonly Record[], void, void>,
  into: {
    readonly root: RelationShape;
    readonly landing: Landing;
    readonly quarantine: Quarantine;
    readonly work: Work | undefined;
  },
): Promise<Result<void>> {
  const { root, landing, quarantine, work } = into;
  const shaper = createShaper(root, {
    contract: plan.contract,
    key: plan.disposition === 'merge' ? (plan.key ?? []) : [],
    declared: plan.declared ?? [],
    holdsNul: engine === 'sqlite',
  });
  const pause = createPause(CELLS_AT_A_TIME);
  let taken = 0;

  async function take(records: readonly Record[]): Promise<Result<void>> {
    const drafts = [];
    for (const record of records) {
      const draft = shaper.learn(record);
      drafts.push({ draft, record });
      await pause(draft.size);
    }
    const trouble = shaper.settle();
    if (trouble !== null) return refused(plan, trouble);
    const rejected: Rejected[] = [];
    for (const { draft, record } of drafts) {
      taken += 1;
      const misfit = shaper.place(draft, record, taken);
      if (misfit !== null && 'refused' in misfit) return refused(plan, misfit.refused);
      if (misfit !== null) rejected.push(misfit);
      await pause(draft.size);
    }
    for (const shape of shaper.touched) {
      const flushed = await landing.flush(shape);
      if (!flushed.ok) return flushed;
    }
    return quarantine.put(rejected);
  }

  for await (const records of chunks) {
    const done = await take(records);
    if (!done.ok) return done;
    work?.report({ step: `Landing ${plan.relation}`, done: taken, unit: 'records' });
  }
  return plan.disposition === 'merge' && taken > 0 ? checkKey(root, plan.key ?? []) : ok(undefined);
}

function refused(plan: LoadPlan, why: string): Result<never> {
  return fail('LOAD_REFUSED', {
    message: `Nothing was loaded into ${plan.relation}: ${why}.`,
    next: 'Correct the records, or choose a contract that lets them in: evolve, discard-row or discard-value.',
    subject: plan.relation,
  });
}
