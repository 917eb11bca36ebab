import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Task, TaskStatus } from '../run/states.ts';
import { isEnded } from '../run/trigger.ts';
import type { ActiveRun } from './activeRun.ts';
import type { Floor } from './floor.ts';
import { lookPause } from './settleTry.ts';

const READ_AGAIN_MS = 5_000;

/** What waiting tasks wait for, asked without holding a slot. */
export class Asking {
  readonly #floor: Floor;

  constructor(floor: Floor) {
    this.#floor = floor;
  }

  /** Without a slot, for it may take its time. */
  hosts(active: ActiveRun, { step, item }: Task): void {
    const hold = active.hold(step, item);
    const { surroundings, clock, log } = this.#floor.parts;
    const asked = surroundings.reachable(hold.hosts, active.asks.signal).catch((error: unknown) => {
      log.error('Whether hosts can be reached could not be asked.', { step, error });
      return true;
    });
    const then = asked.then((reachable) => {
      const task = active.task(step, item);
      if (this.#floor.lost || this.#floor.closing || active.ended || task?.status !== 'offline') return;
      if (reachable) this.#floor.readyAgain(active, task);
      else {
        const notBefore = new Date(clock.now() + lookPause(hold.looks)).toISOString();
        hold.looks += 1;
        const waiting: Task = { ...task, notBefore };
        this.#floor.put(active, waiting);
        this.#floor.wait(active, waiting);
      }
      this.#floor.dispatch();
    });
    this.#floor.work.track(then);
  }

  past(active: ActiveRun, step: StepName): void {
    if (active.asking.has(step)) return;
    active.asking.add(step);
    const { records, clock } = this.#floor.parts;
    const { pipeline, interval } = active.run;
    const then = records.pastTask(pipeline, interval.from, step).then((found) => {
      active.asking.delete(step);
      if (this.#floor.lost || active.ended) return;
      const hold = active.hold(step, -1);
      if (!found.ok) {
        this.#floor.waits.add({ active, step, item: -1, at: clock.now() + READ_AGAIN_MS });
        return;
      }
      const status = found.value?.status ?? 'succeeded';
      const fine = status === 'succeeded' || status === 'skipped';
      active.past.set(step, fine ? { fine } : { fine, why: blockedBy(step, status) });
      if (!fine) {
        this.#floor.waits.add({ active, step, item: -1, at: clock.now() + lookPause(hold.looks) });
        hold.looks += 1;
      }
      active.touched?.add(step);
      this.#floor.advance(active);
      this.#floor.dispatch();
    });
    this.#floor.work.track(then);
  }
}

function blockedBy(step: StepName, status: TaskStatus): string {
  const how = isEnded(status) ? 'did not succeed' : 'has not ended yet';
  return `It waits for the run before this one, whose step ${step} ${how}.`;
}
