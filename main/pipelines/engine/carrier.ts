import { triesOf } from '../run/retryPause.ts';
import type { StepEnd } from '../run/runner.ts';
import type { Task } from '../run/states.ts';
import { lockedAlert } from './alertsOfRun.ts';
import { carryOut, type Execution, runnerOf } from './execution.ts';
import type { Floor } from './floor.ts';
import { iso } from './parts.ts';
import type { Offer } from './pools.ts';
import { preflight } from './preflight.ts';
import { limitOf, lookPause, settleTry } from './settleTry.ts';
import { keyOf, WAITING } from './waits.ts';

const PROGRESS_MS = 100;

/** A step from when it has its slots until its end is known and what follows from it. */
export class Carrier {
  readonly #floor: Floor;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(floor: Floor) {
    this.#floor = floor;
  }

  start(offer: Offer, slots: number): void {
    const { active, item } = offer;
    const step = active.graph.steps.get(offer.step);
    const task = active.task(offer.step, item);
    if (step === undefined || task === undefined) return;
    const doubt =
      this.#floor.parts.clock.monotonic() < this.#floor.doubtUntil &&
      runnerOf(this.#floor.parts, step)?.hosts !== undefined;
    if (step.heavy !== true && !doubt) {
      this.#open(offer, slots, task);
      return;
    }
    const key = keyOf(offer);
    this.#floor.reserved.add(key);
    const asked = preflight(this.#floor.parts, active, step, task, doubt).catch((error: unknown) => {
      this.#floor.parts.log.error('What a step needs could not be asked.', { step: step.name, error });
      return null;
    });
    const begin = asked.then((obstacle) => {
      this.#floor.reserved.delete(key);
      if (this.#floor.lost) return;
      if (!this.#floor.wanted(offer) || this.#floor.closing) this.#floor.pools.release(offer.pool, slots);
      else if (obstacle === null) this.#open(offer, slots, task);
      else {
        this.#floor.pools.release(offer.pool, slots);
        const hold = active.hold(task.step, item);
        hold.hosts = obstacle.hosts;
        const { clock } = this.#floor.parts;
        const at = Math.min(clock.now() + lookPause(hold.looks), obstacle.until ?? Number.POSITIVE_INFINITY);
        hold.looks += 1;
        const notBefore = new Date(at).toISOString();
        const waiting: Task = { ...task, status: obstacle.status, note: obstacle.note, notBefore };
        this.#floor.put(active, waiting);
        this.#floor.wait(active, waiting);
        this.#floor.leave(active, task.step, item);
      }
      this.#floor.dispatch();
    });
    this.#floor.work.track(begin);
  }

  /** Its try goes on record, and then it begins. */
  #open({ active, step: name, item, pool }: Offer, slots: number, task: Task): void {
    const { clock } = this.#floor.parts;
    const now = iso(clock);
    const hold = active.hold(name, item);
    const attempt = hold.attempt ?? {
      step: name,
      item,
      number: task.lastTry + 1,
      startedAt: now,
      endedAt: null,
      status: 'running',
      failure: null,
      outcome: null,
      wrote: [],
      rows: null,
    };
    hold.attempt = attempt;
    const exec: Execution = {
      active,
      step: name,
      item,
      pool,
      slots,
      attempt,
      controller: new AbortController(),
      progress: null,
      stop: null,
      deadline: null,
      graceEnd: null,
      begun: false,
      settled: false,
    };
    this.#floor.execs.set(keyOf(exec), exec);
    const startedAt = task.startedAt ?? now;
    this.#floor.put(active, {
      ...task,
      status: 'running',
      lastTry: attempt.number,
      notBefore: null,
      note: null,
      startedAt,
    });
    this.#floor.ledger.put([{ what: 'try', run: active.run.id, attempt }], () =>
      this.#carryOut(exec, startedAt),
    );
  }

  #carryOut(exec: Execution, startedAt: string): void {
    if (this.#floor.lost || exec.settled) return;
    const { active, item } = exec;
    // Stopped before it began: it need not.
    if (exec.stop !== null) {
      this.settle(exec, { is: 'locked', told: '' });
      return;
    }
    const step = active.graph.steps.get(exec.step);
    if (step === undefined) return;
    exec.begun = true;
    exec.deadline = this.#floor.parts.clock.monotonic() + limitOf(step);
    this.#floor.dueAt(exec.deadline);
    const hold = active.hold(exec.step, item);
    if (hold.log === null) {
      const { number } = exec.attempt;
      hold.log = this.#floor.parts.logs.open({ run: active.run.id, step: exec.step, item, try: number });
      const tries = (active.task(exec.step, item)?.tries ?? 0) + 1;
      const again = exec.attempt.startedAt === startedAt ? '' : ` It first began ${startedAt}.`;
      hold.log.say(
        `Try ${tries.toLocaleString('en')} of ${triesOf(step).toLocaleString('en')} begins.${again}`,
      );
    }
    const done = carryOut(this.#floor.parts, exec, hold, () => this.#onProgress());
    void done.then((end) => this.settle(exec, end));
  }

  settle(exec: Execution, end: StepEnd | null): void {
    if (exec.settled) return;
    const { active, item, step: name } = exec;
    const step = active.graph.steps.get(name);
    const task = active.task(name, item);
    if (step === undefined || task === undefined) return;
    exec.settled = true;
    this.#floor.execs.delete(keyOf(exec));
    this.#floor.pools.release(exec.pool, exec.slots);
    const hold = active.hold(name, item);
    const { clock } = this.#floor.parts;
    const { attempt, stop } = exec;
    const random = this.#floor.parts.random();
    const settled = settleTry({
      ...{ task, attempt, step, end, stop, random },
      now: clock.now(),
      looks: hold.looks,
    });
    hold.log?.say(settled.says);
    this.#floor.ledger.put([{ what: 'try', run: active.run.id, attempt: settled.attempt }]);
    this.#floor.put(active, settled.task);
    if (end === null) this.#leftBehind(exec);
    if (settled.attempt.endedAt !== null) this.#floor.letGo(active, name, item);
    else {
      if (end?.is === 'locked' && hold.looks === 0)
        this.#floor.ledger.tell(lockedAlert(active, task, iso(clock)), active.run.definition.alerts?.to);
      hold.attempt = settled.attempt;
      hold.looks += 1;
      hold.hosts = end?.is === 'offline' ? end.hosts : [];
    }
    if (WAITING.includes(settled.task.status)) this.#floor.wait(active, settled.task);
    this.#floor.leave(active, name, item);
    if (item !== -1) this.#floor.mapping.fold(active, name);
    this.#floor.advance(active);
    this.#floor.dispatch();
    this.#floor.work.look();
  }

  #leftBehind({ active, step }: Execution): void {
    const { pipeline, id } = active.run;
    this.#floor.parts.log.warn('A step did not stop when it was told to, and is left to itself.', {
      ...{ pipeline, step },
      run: id,
    });
  }

  #onProgress(): void {
    const now = this.#floor.parts.clock.monotonic();
    if (now - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = now;
    this.#floor.parts.onChange();
  }
}
