import { milliseconds } from '../../../shared/domain/duration.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { RunId } from '../ids.ts';
import { planRun, type RunEnd } from '../run/planRun.ts';
import type { Task } from '../run/states.ts';
import { isEnded } from '../run/trigger.ts';
import type { ActiveRun } from './activeRun.ts';
import { alertOfEnd, noteOfFailed } from './alertsOfRun.ts';
import { Asking } from './asking.ts';
import { Carrier } from './carrier.ts';
import type { Execution } from './execution.ts';
import type { Floor } from './floor.ts';
import { Ledger } from './ledger.ts';
import { Mapping } from './mapping.ts';
import { type EngineParts, iso } from './parts.ts';
import { DEFAULT_POOL, type Offer, Pools } from './pools.ts';
import type { Stop } from './settleTry.ts';
import { keyOf, WAITING, type Wait, Waits } from './waits.ts';
import { Work } from './work.ts';

const GRACE_MS = 30_000;
const CLOSED = 'Leadline was closed; it goes on at the next start.';
const DOUBT_MS = 10 * 60_000;

/**
 * Moves the tasks of the runs that are carried out. Everything that follows from one event is worked out at once, in
 * memory, and goes on record as one write; a step begins when the write that says so has been answered.
 */
export class Conductor implements Floor {
  readonly actives = new Map<RunId, ActiveRun>();
  readonly execs = new Map<string, Execution>();
  readonly waits = new Waits();
  readonly ledger: Ledger;
  readonly work: Work;
  readonly mapping: Mapping;
  /** How the newest run of each pipeline that has ended did. */
  readonly outcomes = new Map<string, 'succeeded' | 'failed'>();
  /** Cancelled while they were about to be taken up. */
  readonly unwanted = new Set<RunId>();
  closing = false;
  lost = false;
  readonly parts: EngineParts;
  readonly pools: Pools;
  readonly reserved = new Set<string>();
  readonly #onEnded: () => void;
  readonly #asking: Asking;
  readonly #carrier: Carrier;
  readonly dueAt: (moment: number) => void;
  doubtUntil = Number.NEGATIVE_INFINITY;

  constructor(parts: EngineParts, on: { ended(): void; begun(deadline: number): void; lost(): void }) {
    this.parts = parts;
    this.pools = new Pools(() => parts.pools());
    this.#onEnded = on.ended;
    this.dueAt = on.begun;
    this.ledger = new Ledger(parts, {
      lost: on.lost,
      writable: () => this.dispatch(),
      quiet: () => this.work.look(),
    });
    this.mapping = new Mapping(this);
    this.#asking = new Asking(this);
    this.#carrier = new Carrier(this);
    this.work = new Work(parts.log, () => this.lost || (this.execs.size === 0 && this.ledger.idle));
  }

  /** Takes a run up as it stands on record. */
  begin(active: ActiveRun): void {
    this.actives.set(active.run.id, active);
    for (const task of [...active.all()]) {
      if (task.status === 'ready') this.ready(active, task);
      else if (WAITING.includes(task.status)) this.wait(active, task);
    }
    for (const step of active.items.keys()) this.mapping.fold(active, step);
    this.advance(active);
    this.dispatch();
  }

  /** Works out what follows from what changed, until nothing more does. */
  advance(active: ActiveRun): void {
    while (!active.ended) {
      const touched = active.touched ?? undefined;
      active.touched = new Set();
      const { stopped, past, graph, steps } = active;
      const plan = planRun(graph, steps, { stopped, past }, iso(this.parts.clock), touched);
      for (const task of plan.changed) this.put(active, task);
      for (const task of plan.changed) {
        if (task.status === 'ready') this.ready(active, task);
      }
      for (const step of plan.asks) this.#asking.past(active, step);
      if (active.touched.size > 0) continue;
      if (plan.end !== null) this.#finish(active, plan.end);
      return;
    }
  }

  put(active: ActiveRun, task: Task): void {
    active.put(task);
    this.ledger.put([{ what: 'task', run: active.run.id, task }]);
  }

  /** Begins what has its slots. Nothing while it couldn't be put on record. */
  dispatch(): void {
    if (this.closing || this.lost || this.ledger.trouble !== null) return;
    const wanted = (offer: Offer) => this.wanted(offer);
    for (let taken = this.pools.take(wanted); taken !== null; taken = this.pools.take(wanted))
      this.#carrier.start(taken.offer, taken.slots);
  }

  /** What isn't cleanup begins no more, and what runs is told to stop. Told twice, cleanup stops as well. */
  stop(active: ActiveRun, why: 'cancelled' | 'timed_out'): void {
    const force = why === 'cancelled' && active.stopped === 'cancelled';
    active.stopped = why;
    if (force) active.asks.abort();
    for (const task of [...active.all()]) {
      const step = active.graph.steps.get(task.step);
      if (isEnded(task.status) || step === undefined || (step.trigger === 'cleanup' && !force)) continue;
      const exec = this.execs.get(keyOf({ active, ...task }));
      if (exec !== undefined) this.halt(exec, why === 'cancelled' ? 'cancelled' : 'run_too_long');
      else if (this.mapping.isOpenParent(active, task)) continue;
      else if (force || (task.status !== 'waiting' && task.status !== 'blocked'))
        this.#giveUp(active, task, why);
    }
    for (const step of active.items.keys()) this.mapping.fold(active, step);
    active.touched = null;
    this.advance(active);
    this.dispatch();
  }

  halt(exec: Execution, why: Stop): void {
    if (exec.stop !== null) return;
    exec.stop = why;
    exec.graceEnd = this.parts.clock.monotonic() + GRACE_MS;
    this.dueAt(exec.graceEnd);
    exec.active.hold(exec.step, exec.item).log?.say('It is told to stop.');
    exec.controller.abort();
  }

  /** What time has brought: steps and runs that took too long, tasks to be looked at again. */
  look(): void {
    if (this.lost) return;
    const mono = this.parts.clock.monotonic();
    for (const exec of [...this.execs.values()]) {
      if (exec.graceEnd !== null && mono >= exec.graceEnd) this.#carrier.settle(exec, null);
      else if (exec.deadline !== null && mono >= exec.deadline) this.halt(exec, 'too_long');
    }
    if (this.closing) return;
    for (const active of [...this.actives.values()]) {
      const limit = runDeadline(active);
      if (limit !== null && mono >= limit) this.stop(active, 'timed_out');
    }
    for (const wait of this.waits.due(this.parts.clock.now())) this.#lookAt(wait);
    this.dispatch();
  }

  /** The machine slept, the network or the clock changed. */
  disturbed(): void {
    const { clock } = this.parts;
    this.doubtUntil = clock.monotonic() + DOUBT_MS;
    const now = clock.now();
    this.waits.hasten(({ active, step, item }) => {
      const status = active.task(step, item)?.status;
      // A wall that went back would let a retry wait for as long as it went.
      return status === 'retrying' || status === 'sensing' ? now + 15 * 60_000 : now;
    });
    this.look();
  }

  /** What still runs is put down as interrupted: the next session goes on with it. */
  interrupt(): void {
    for (const exec of [...this.execs.values()]) this.#carrier.settle(exec, null);
    for (const active of this.actives.values()) {
      if (active.ended) continue;
      const run = active.run.id;
      for (const { attempt } of active.holds.values()) {
        if (attempt === null) continue;
        const endedAt = iso(this.parts.clock);
        this.ledger.put([{ what: 'try', run, attempt: { ...attempt, status: 'interrupted', endedAt } }]);
      }
      this.ledger.put([{ what: 'run', run, set: { status: 'interrupted', note: CLOSED } }]);
    }
  }

  /** Nothing more is written or begun, and no answer is heard. */
  abandon(): void {
    this.lost = true;
    this.ledger.stop();
    for (const exec of this.execs.values()) {
      exec.settled = true;
      exec.controller.abort();
    }
    for (const active of this.actives.values()) {
      active.ended = true;
      active.asks.abort();
      for (const hold of active.holds.values()) {
        if (hold.log !== null) this.work.track(hold.log.close());
      }
    }
    this.execs.clear();
    this.actives.clear();
    this.waits.clear();
    this.work.look();
  }

  wanted({ active, step, item }: Offer): boolean {
    const key = keyOf({ active, step, item });
    if (active.ended || this.reserved.has(key) || this.execs.has(key)) return false;
    return active.task(step, item)?.status === 'ready';
  }

  ready(active: ActiveRun, task: Task): void {
    const step = active.graph.steps.get(task.step);
    if (step?.map !== undefined && task.item === -1) this.mapping.expand(active, task);
    else this.offer(active, task);
  }

  offer(active: ActiveRun, { step: name, item }: Task): void {
    const step = active.graph.steps.get(name);
    if (step === undefined) return;
    if (item !== -1) {
      const flow = active.flow(name);
      if (flow.under >= (step.at_once ?? Number.POSITIVE_INFINITY)) {
        flow.backlog.push(item);
        return;
      }
      flow.under += 1;
    }
    const { pool = DEFAULT_POOL, slots = 1 } = step;
    this.pools.offer({ active, step: name, item, pool, slots });
  }

  /** An item leaves its place to the next. */
  leave(active: ActiveRun, step: StepName, item: number): void {
    if (item === -1) return;
    const flow = active.flow(step);
    flow.under -= 1;
    const next = flow.backlog.shift();
    const task = next === undefined ? undefined : active.task(step, next);
    if (task !== undefined) this.offer(active, task);
  }

  /** Its log is closed, which is waited for before all is said to be done. */
  letGo(active: ActiveRun, step: StepName, item: number): void {
    const closed = active.letGo(step, item);
    if (closed !== undefined) this.work.track(closed);
  }

  /** Something is due at an instant of the wall. */
  lookAgainAt(at: number): void {
    const { clock } = this.parts;
    this.dueAt(clock.monotonic() + Math.max(0, at - clock.now()));
  }

  wait(active: ActiveRun, { step, item, notBefore }: Task): void {
    const at = notBefore === null ? this.parts.clock.now() : Date.parse(notBefore);
    this.waits.add({ active, step, item, at });
    this.lookAgainAt(at);
  }

  #lookAt(wait: Wait): void {
    const { active, step, item } = wait;
    const task = active.task(step, item);
    if (task === undefined) return;
    if (task.status === 'waiting' || task.status === 'blocked') {
      active.past.delete(step);
      this.#asking.past(active, step);
    } else if (task.status === 'offline') this.#asking.hosts(active, task);
    else if (WAITING.includes(task.status)) this.readyAgain(active, task);
  }

  readyAgain(active: ActiveRun, task: Task): void {
    const ready: Task = { ...task, status: 'ready', notBefore: null };
    this.put(active, ready);
    this.ready(active, ready);
  }

  /** A task that nobody is at ends without having been carried out. */
  #giveUp(active: ActiveRun, task: Task, why: 'cancelled' | 'timed_out'): void {
    const at = iso(this.parts.clock);
    const cancelled = why === 'cancelled';
    const status = cancelled ? 'cancelled' : 'failed';
    const note = cancelled ? 'The run was cancelled.' : 'The run took longer than it may.';
    this.waits.drop({ active, ...task });
    const open = active.hold(task.step, task.item).attempt;
    if (open !== null)
      this.ledger.put([
        { what: 'try', run: active.run.id, attempt: { ...open, status, endedAt: at, outcome: note } },
      ]);
    this.letGo(active, task.step, task.item);
    this.put(active, { ...task, status, endedAt: at, notBefore: null, note });
  }

  #finish(active: ActiveRun, end: RunEnd): void {
    active.ended = true;
    const { run } = active;
    const at = iso(this.parts.clock);
    const alert = alertOfEnd(active, end, this.outcomes.get(run.pipeline) ?? null, at);
    if (end !== 'cancelled') this.outcomes.set(run.pipeline, end);
    if (alert !== null) this.ledger.tell(alert, run.definition.alerts?.to);
    const note = end === 'failed' ? noteOfFailed(active) : null;
    this.ledger.put([{ what: 'run', run: run.id, set: { status: end, endedAt: at, note } }], () => {
      this.actives.delete(run.id);
      this.#unblock(active);
      this.#onEnded();
    });
  }

  /** Those that wait for this run may go on. */
  #unblock({ run }: ActiveRun): void {
    const now = this.parts.clock.now();
    this.waits.hasten(({ active, step, item, at }) =>
      active.run.pipeline === run.pipeline && active.task(step, item)?.status === 'blocked' ? now : at,
    );
    this.look();
  }
}

export function runDeadline({ run, takenUpAt, stopped }: ActiveRun): number | null {
  const { timeout } = run.definition;
  return timeout === undefined || stopped !== null ? null : takenUpAt + milliseconds(timeout);
}
