import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { WrittenPipeline } from '../definition/definitions.ts';
import type { SchedulerState } from '../pipelines.ts';
import type { ScheduleState } from '../records/records.ts';
import { instant } from './decideDue.ts';
import { decideSchedule } from './decideSchedule.ts';
import { createGround } from './ground.ts';
import type { SchedulerParts } from './parts.ts';
import { dueAt } from './reckon.ts';
import type { Scheduler } from './scheduler.ts';
import { brokenWords, heldAlert, heldWords, watchingWords } from './schedulerWords.ts';
import { createSwitching } from './switching.ts';
import { type Clocks, clockChange, LEAP } from './watchClock.ts';

const SETTLE_MS = 45_000;
const JITTER_MS = 15_000;
const STALLED_MS = 90_000;

type Written = ReadonlyMap<PipelineName, WrittenPipeline>;

/**
 * What it is at:
 *
 *   off       → running     the first tick
 *   running   → settling    a tick saw that the machine woke or the clock was moved; nothing is decided then
 *   settling  → settling    it woke again before it had settled, as machines do that wake for a moment in the dark
 *   settling  → running     45 s and up to 15 more have passed on the monotonic clock; the engine is told first
 *   any       → elsewhere   a write was refused because another process has become the scheduler; for good
 *   any       → stalled     no tick has come to the records for 90 s; the next one that does ends it
 *
 * And each schedule, as its state on record says: off → on by a person, reckoned from then; on → held when the clock leapt;
 * held → on by a person; on → reckoned anew when its text or zone is another.
 *
 * Invariants, beside those of the interface: what is decided of one schedule in one tick is one write, and the next due on
 * record moves only in that write, so a process killed anywhere finds either all of it or none; one schedule that can't be
 * decided stops no other; the stored next due is the only memory of what was decided, and a clock that goes back finds it
 * ahead and waits. Ticks, turning and releasing come one after another, never at once.
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { records, clock, engine, session, log } = parts;
  const ground = createGround(parts);
  const switching = createSwitching(ground);

  let before: Clocks | null = null;
  let settledAt: number | null = null;
  /** When a tick last came as far as the records, on the monotonic clock. */
  let reachedAt: number | null = null;
  let heartbeatAt: string | null = null;
  /** A leap of the wall whose schedules are not on record as held yet. */
  let leapt = 0;
  let told = 'It has not looked at the clock yet.';
  let due: SchedulerState['nextDue'] = null;
  let counts = { running: 0, queued: 0 };
  let order: Promise<unknown> = Promise.resolve();
  let ticking: Promise<void> | null = null;
  /** Held by a leap that this process saw, and how far it went: when the clock is put back, there is nothing left to ask. */
  const heldByLeap = new Map<PipelineName, number>();

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = order.then(work);
    order = done.catch(() => {});
    return done;
  }

  function isSettling(): boolean {
    return settledAt !== null && clock.monotonic() < settledAt;
  }

  function isPaused(): boolean {
    return parts.paused?.() === true;
  }

  async function tick(): Promise<void> {
    if (ground.lost()) return;
    ground.forget();
    const back = lookAtClocks();
    const at = instant(clock.now());
    if (!ground.minded(await records.heartbeat(session, at))) return;
    heartbeatAt = at;
    reachedAt = clock.monotonic();
    const written: Written = new Map((await parts.definitions.all()).map((one) => [one.name, one]));
    const states = await records.schedules();
    if (!ground.minded(states)) return;
    const saves = ground.saves();
    if (leapt > 0 && (await hold(states.value, written))) leapt = 0;
    if (back > 0) await letGo(states.value, back);
    if (settledAt !== null && !isSettling()) {
      settledAt = null;
      engine.disturbed();
    }
    if (settledAt === null && leapt === 0 && !isPaused()) await decideAll(states.value, written);
    const after = ground.saves() === saves ? states : await records.schedules();
    if (!ground.minded(after)) return;
    await show(after.value, written);
    if (settledAt === null && !ground.lost()) engine.wake();
  }

  /** How far the wall was put back. */
  function lookAtClocks(): number {
    const now: Clocks = { wall: clock.now(), monotonic: clock.monotonic(), uptime: parts.uptime() };
    const change = before === null ? null : clockChange(before, now);
    before = now;
    if (change === null) return 0;
    if (change.woke || (change.slow && settledAt === null)) {
      settledAt = now.monotonic + SETTLE_MS + Math.round(parts.random() * JITTER_MS);
      log.info('The machine woke, or its clock was moved.', { ...change });
    }
    leapt = change.back > 0 ? Math.max(0, leapt - change.back) : leapt + change.leapt;
    return change.back;
  }

  /** After a leap what has become due waits for a person. False where that is not on record: it is tried again. */
  async function hold(states: readonly ScheduleState[], written: Written): Promise<boolean> {
    const now = clock.now();
    for (const state of states) {
      const at = dueAt(state, ground.context(), ground.offsets);
      if (!state.on || state.held !== null || at === null || at > now) continue;
      const held = { ...state, held: heldWords(leapt) };
      if (!(await ground.save({ schedules: [held], slots: [], runs: [] })).ok) return false;
      heldByLeap.set(state.pipeline, leapt);
      const pipeline = written.get(state.pipeline)?.pipeline;
      if (pipeline) await ground.tell(pipeline, heldAlert(state.pipeline, pipeline, leapt, instant(now)));
    }
    return true;
  }

  /** The clock is where it was before it leapt, but for a day at most. */
  async function letGo(states: readonly ScheduleState[], back: number): Promise<void> {
    for (const state of states) {
      const held = heldByLeap.get(state.pipeline);
      if (held === undefined || held - back > LEAP) continue;
      const free = { ...state, held: null };
      if ((await ground.save({ schedules: [free], slots: [], runs: [] })).ok)
        heldByLeap.delete(state.pipeline);
    }
  }

  async function decideAll(states: readonly ScheduleState[], written: Written): Promise<void> {
    for (const state of states) {
      const pipeline = written.get(state.pipeline)?.pipeline ?? null;
      // What is held was held just now, perhaps, and is told so by the records only.
      const held = state.held !== null || heldByLeap.has(state.pipeline);
      if (!state.on || held || pipeline === null || ground.lost()) continue;
      try {
        await decideSchedule(ground, state, pipeline);
      } catch (error) {
        // A defect in one schedule is written down and stops no other.
        log.error('A schedule could not be decided.', { pipeline: state.pipeline, error });
      }
    }
  }

  /** What whoever watches is shown until the next tick. */
  async function show(states: readonly ScheduleState[], written: Written): Promise<void> {
    const on = states.filter((state) => state.on);
    const broken = on.filter((state) => !written.get(state.pipeline)?.pipeline);
    const held = on.filter((state) => state.held !== null);
    due = null;
    for (const state of on) {
      if (state.nextDue === null || held.includes(state) || broken.includes(state)) continue;
      if (due === null || state.nextDue < due.at) due = { pipeline: state.pipeline, at: state.nextDue };
    }
    told = [
      watchingWords(on.length),
      ...(held.length > 0 ? [`${held.map((state) => state.pipeline).join(', ')} asks something first.`] : []),
      ...(broken.length > 0 ? [brokenWords(broken.map((state) => state.pipeline))] : []),
    ].join(' ');
    const running = await records.countRuns({ status: ['running'] });
    const queued = await records.countRuns({ status: ['queued'] });
    if (ground.minded(running) && ground.minded(queued)) {
      counts = { running: running.value, queued: queued.value };
    }
  }

  /** After something a person did: shown at once, not at the next tick. */
  async function showAgain(): Promise<void> {
    const states = await records.schedules();
    if (!ground.minded(states)) return;
    await show(states.value, new Map((await parts.definitions.all()).map((one) => [one.name, one])));
  }

  function is(): SchedulerState['is'] {
    if (ground.lost()) return 'elsewhere';
    if (reachedAt === null) return 'off';
    if (clock.monotonic() - reachedAt > STALLED_MS) return 'stalled';
    if (settledAt !== null) return 'settling';
    return isPaused() ? 'paused' : 'running';
  }

  function words(now: SchedulerState['is']): string {
    if (now === 'elsewhere') return 'Another Leadline has this workspace now and runs its pipelines.';
    const trouble = ground.trouble();
    if (trouble !== null) return `${trouble.message} It tries again by itself.`;
    if (now === 'stalled')
      return 'It has not looked at the clock for more than 90 seconds: nothing new starts.';
    if (now === 'settling') return `This computer woke, or its clock changed: it waits a moment. ${told}`;
    if (now === 'paused') return `All schedules are paused. ${told}`;
    return told;
  }

  return {
    tick() {
      ticking ??= inOrder(async () => {
        try {
          await tick();
          const failure = ground.trouble();
          if (failure !== null) log.warn('The scheduler could not do all of its tick.', { failure });
        } catch (error) {
          log.error('A tick of the scheduler broke.', { error });
        } finally {
          ticking = null;
        }
      });
      return ticking;
    },
    state() {
      const now = is();
      return { is: now, told: words(now), heartbeatAt, nextDue: due, ...counts };
    },
    turn: (name, on) =>
      inOrder(async () => {
        const done = on ? await switching.on(name) : await switching.off(name);
        if (done.ok) heldByLeap.delete(name);
        await showAgain();
        return done;
      }),
    release: (name) =>
      inOrder(async () => {
        const done = await switching.release(name, !isSettling() && !isPaused());
        if (done.ok) {
          heldByLeap.delete(name);
          if (!isSettling()) engine.wake();
        }
        await showAgain();
        return done;
      }),
  };
}
