import type { Row } from '../../../shared/domain/column.ts';
import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import { jsonIn, textIn, textOrNull, truthIn } from './cells.ts';
import type { Fenced } from './fence.ts';
import { linesOf, overwrite, storable, textOf } from './lines.ts';
import { createNewRuns } from './newRuns.ts';
import type { Records, ScheduleState, Slot } from './records.ts';
import { tablesOf } from './tables.ts';

const SCHEDULE = [
  ...['pipeline', 'on:whole', 'next_due', 'next_slot', 'watermark', 'fingerprint', 'seen', 'held'],
  'late_told',
];
const SLOT = ['pipeline', 'slot', 'due_at', 'decided_at', 'decision', 'run', 'why'];
const PAGE = 10_000;

type Schedules = Pick<Records, 'schedules' | 'decide' | 'slots'>;

export function createSchedules(store: Store, fenced: Fenced): Schedules {
  const { schedules, slots, runs } = tablesOf(store);
  const claim = createNewRuns(store);
  const schedule = linesOf(store.engine, SCHEDULE);
  const slot = linesOf(store.engine, SLOT);
  const saveSchedules = `insert into ${schedules} (${schedule.names}) select ${schedule.values} from ${schedule.source} where true
    on conflict ("pipeline") do update set ${overwrite(SCHEDULE.slice(1))}`;
  // A clock that went back, or a second asking, finds what was decided and changes nothing of it.
  const saveSlots = `insert into ${slots} (${slot.names}) select ${slot.values} from ${slot.source} where true
    on conflict ("pipeline", "slot") do nothing`;

  return {
    async schedules() {
      const found = await store.query(`select ${schedule.names} from ${schedules} order by "pipeline"`, [], {
        limit: PAGE,
      });
      return found.ok ? ok(found.value.rows.map(scheduleIn)) : found;
    },

    decide: (session, decided) =>
      fenced(session, async (writing) => {
        for (const { run, interval, note } of decided.widened ?? []) {
          const wider = await writing.execute(
            `update ${runs} set "interval_from" = ?, "interval_to" = ?, "note" = ? where "id" = ? and "status" = 'queued'`,
            [interval.from, interval.to, storable(note), run],
          );
          if (!wider.ok) return wider;
          if (wider.value === 0) return begunAlready(run);
        }
        const claimed = await claim(writing, decided.runs);
        if (!claimed.ok) return claimed;
        if (decided.schedules.length > 0) {
          const saved = await writing.execute(saveSchedules, [textOf(decided.schedules.map(scheduleLine))]);
          if (!saved.ok) return saved;
        }
        const made = new Map(decided.runs.map((run) => [run.id, run]));
        // Of two decisions about one moment in one call the later counts: a statement can't write a line twice.
        const lines = new Map<string, readonly (string | null)[]>();
        for (const one of decided.slots) {
          let { decision, run } = one;
          const wanted = run === null ? undefined : made.get(run);
          if (wanted !== undefined && !claimed.value.has(wanted.id)) {
            const owner = await writing.query(
              `select "id" from ${runs} where "pipeline" = ? and "slot" = ? and "kind" = ?`,
              [wanted.pipeline, wanted.slot, wanted.kind],
            );
            if (!owner.ok) return owner;
            decision = 'already';
            run = textOrNull(owner.value.rows[0]?.[0]) as RunId | null;
          }
          lines.set(JSON.stringify([one.pipeline, one.slot]), [
            ...[one.pipeline, one.slot, one.dueAt, one.decidedAt, decision, run, one.why],
          ]);
        }
        if (lines.size > 0) {
          const saved = await writing.execute(saveSlots, [textOf([...lines.values()])]);
          if (!saved.ok) return saved;
        }
        return ok({ claimed: decided.runs.flatMap(({ id }) => (claimed.value.has(id) ? [id] : [])) });
      }),

    async slots(pipeline, { skip, take }) {
      const found = await store.query(
        `select ${slot.names} from ${slots} where "pipeline" = ? order by "due_at" desc, "slot" desc limit ? offset ?`,
        [pipeline, BigInt(take), BigInt(skip)],
      );
      return found.ok ? ok(found.value.rows.map(slotIn)) : found;
    },
  };
}

function begunAlready(run: RunId) {
  return fail('RUN_NOT_POSSIBLE', {
    subject: run,
    message: `The run ${run} has begun or ended meanwhile, so it can take in nothing more, and nothing was changed.`,
    next: 'Look at the runs again and decide anew.',
    retry: true,
  });
}

function scheduleLine(state: ScheduleState) {
  return [
    state.pipeline,
    state.on ? 1 : 0,
    state.nextDue,
    state.nextSlot,
    state.watermark,
    state.fingerprint,
    JSON.stringify(state.seen),
    state.held,
    state.lateTold,
  ];
}

function scheduleIn(row: Row): ScheduleState {
  const [pipeline, on, nextDue, nextSlot, watermark, fingerprint, seen, held, lateTold] = row;
  return {
    pipeline: textIn(pipeline) as PipelineName,
    on: truthIn(on),
    nextDue: textOrNull(nextDue),
    nextSlot: textOrNull(nextSlot),
    watermark: textOrNull(watermark),
    fingerprint: textIn(fingerprint),
    seen: jsonIn(seen),
    held: textOrNull(held),
    lateTold: textOrNull(lateTold),
  };
}

function slotIn([pipeline, slot, dueAt, decidedAt, decision, run, why]: Row): Slot {
  return {
    pipeline: textIn(pipeline) as PipelineName,
    slot: textIn(slot),
    dueAt: textIn(dueAt),
    decidedAt: textIn(decidedAt),
    decision: textIn(decision) as Slot['decision'],
    run: textOrNull(run) as RunId | null,
    why: textIn(why),
  };
}
