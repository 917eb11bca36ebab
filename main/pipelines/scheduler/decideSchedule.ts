import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { ScheduleState } from '../records/records.ts';
import { type Decided, decideDue, instant } from './decideDue.ts';
import { isItsBusiness, isMet, lateQuestion, zoneOfDays } from './decideLate.ts';
import { decideWritten } from './decideWritten.ts';
import type { Ground } from './ground.ts';
import { succeededRuns } from './pastRuns.ts';
import { dueAt, fingerprintOf } from './reckon.ts';
import { reckonedAnew, stillDue } from './reckonAnew.ts';
import { aheadAlert, aheadWords, lateAlert } from './schedulerWords.ts';

/** No schedule's next moment is later than its next by the clock, but for clocks that were put back. */
const FAR_AHEAD = 7 * 86_400_000;
/** Slots among which the one of a deadline is looked for. */
const LOOKED_BACK = 2_000;

/** What there is to do now for a schedule that is on and not held. */
export async function decideSchedule(
  ground: Ground,
  state: ScheduleState,
  pipeline: Pipeline,
): Promise<void> {
  const { parts } = ground;
  const now = parts.clock.now();
  const { schedule } = pipeline;
  if (state.fingerprint !== fingerprintOf(schedule, parts.zone())) {
    const anew = await reckonedAnew(ground, state, pipeline, now);
    if (anew === null) return;
    const gone = stillDue(ground, state, now, 'Its schedule was changed before it could start.');
    await ground.save({ schedules: [anew], slots: gone, runs: [] });
    return;
  }
  if (schedule === undefined) return;
  // Asked first: what is decided now has not run yet.
  const current = await tellLate(ground, state, pipeline, now);
  if ('after' in schedule) {
    await putOnRecord(ground, () => decideWritten(parts, current, pipeline, schedule.after, now));
    return;
  }
  const context = ground.context();
  const due = dueAt(current, context, ground.offsets);
  if (due === null) return;
  if (due > now) {
    await waits(ground, current, pipeline, due, now);
    return;
  }
  const one = { state: current, pipeline, schedule, context, due, now };
  await putOnRecord(ground, () => decideDue(parts, one));
}

/** Decided once more where a run that should have taken more in was begun meanwhile. */
async function putOnRecord(ground: Ground, decide: () => Promise<Result<Decided | null>>): Promise<void> {
  for (const last of [false, true]) {
    const decided = await decide();
    if (!decided.ok || decided.value === null) {
      ground.minded(decided);
      return;
    }
    const saved = await ground.save(decided.value);
    if (saved.ok) {
      if (last) ground.forget();
      return;
    }
    if (saved.failure.code !== 'RUN_NOT_POSSIBLE') return;
  }
}

async function waits(
  ground: Ground,
  state: ScheduleState,
  pipeline: Pipeline,
  due: number,
  now: number,
): Promise<void> {
  const at = instant(due);
  if (isFarAhead(ground, pipeline.schedule, due, now)) {
    const held = { ...state, held: aheadWords(at) };
    const saved = await ground.save({ schedules: [held], slots: [], runs: [] });
    if (saved.ok) await ground.tell(pipeline, aheadAlert(state.pipeline, pipeline, at, instant(now)));
    return;
  }
  // The device travelled: the same slot, at another instant.
  if (at !== state.nextDue) {
    await ground.save({ schedules: [{ ...state, nextDue: at }], slots: [], runs: [] });
  }
}

/**
 * Moments up to a next due that far away were decided by a clock that has been put back since. They are not decided again,
 * and waiting for months in silence would be no better: a person says that it is to go on from now.
 */
export function isFarAhead(
  ground: Ground,
  schedule: Schedule | undefined,
  due: number,
  now: number,
): boolean {
  if (schedule === undefined || due - now <= FAR_AHEAD) return false;
  const [next] = ground.parts.slots.next(schedule, ground.context(), now, 1);
  return next !== undefined && due - next.due > FAR_AHEAD;
}

/** Tells of a deadline that has passed, once; the state with that told. */
async function tellLate(
  ground: Ground,
  state: ScheduleState,
  pipeline: Pipeline,
  now: number,
): Promise<ScheduleState> {
  const { parts, offsets } = ground;
  const { records } = parts;
  const context = ground.context();
  const question = lateQuestion(parts.slots, offsets, state, pipeline, context, now);
  if (question === null || ground.answered.get(state.pipeline) === question.day) return state;
  const succeeded = await succeededRuns(records, state.pipeline);
  const onRecord = await records.slots(state.pipeline, { skip: 0, take: LOOKED_BACK });
  if (!ground.minded(succeeded) || !ground.minded(onRecord)) return state;
  if (isMet(question, succeeded.value) || !isItsBusiness(question, state, onRecord.value)) {
    ground.answered.set(state.pipeline, question.day);
    return state;
  }
  const zone = zoneOfDays(pipeline, context);
  const alert = lateAlert(state.pipeline, pipeline, question.day, zone, instant(now));
  // Told before it is noted: killed in between, it is told again, and alerts know that they were.
  if (!(await ground.tell(pipeline, alert))) return state;
  const told = { ...state, lateTold: question.day };
  return (await ground.save({ schedules: [told], slots: [], runs: [] })).ok ? told : state;
}
