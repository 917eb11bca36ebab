import { milliseconds } from '../../../shared/domain/duration.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { asItems, mapItems } from '../definition/mapItems.ts';
import type { RunId } from '../ids.ts';
import { foldItems, type Item, itemTasks } from '../run/items.ts';
import { planRun, type RunEnd } from '../run/planRun.ts';
import { retryPause, triesOf } from '../run/retryPause.ts';
import type { StepEnd } from '../run/runner.ts';
import type { Task, TaskStatus } from '../run/states.ts';
import { isEnded } from '../run/trigger.ts';
import type { ActiveRun } from './activeRun.ts';
import { alertOfEnd, lockedAlert, noteOfFailed } from './alertsOfRun.ts';
import { carryOut, type Execution, runnerOf } from './execution.ts';
import { Ledger } from './ledger.ts';
import { type EngineParts, iso } from './parts.ts';
import { DEFAULT_POOL, type Offer, Pools } from './pools.ts';
import { preflight } from './preflight.ts';
import { limitOf, lookPause, type Stop, settleTry } from './settleTry.ts';
import { keyOf, type Wait, Waits } from './waits.ts';
import { Work } from './work.ts';

const GRACE_MS = 30_000;
const READ_AGAIN_MS = 5_000;
const CLOSED = 'Leadline was closed; it goes on at the next start.';
const DOUBT_MS = 10 * 60_000;

/** Waiting for an instant, or for something that is looked at again then. */
const WAITING: readonly TaskStatus[] = ['retrying', 'sensing', 'offline', 'locked', 'deferred'];

/**
 * Moves the tasks of the runs that are carried out. Everything that follows from one event is worked out at once, in
 * memory, and goes on record as one write; a step begins when the write that says so has been answered.
 */
export class Conductor {
  readonly actives = new Map<RunId, ActiveRun>();
  readonly execs = new Map<string, Execution>();
  readonly waits = new Waits();
  readonly ledger: Ledger;
  readonly work: Work;
  /** How the newest run of each pipeline that has ended did. */
  readonly outcomes = new Map<string, 'succeeded' | 'failed'>();
  closing = false;
  lost = false;
  readonly #parts: EngineParts;
  readonly #pools: Pools;
  readonly #reserved = new Set<string>();
  readonly #onEnded: () => void;
  readonly #onBegun: (deadline: number) => void;
  #doubtUntil = Number.NEGATIVE_INFINITY;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(parts: EngineParts, on: { ended(): void; begun(deadline: number): void; lost(): void }) {
    this.#parts = parts;
    this.#pools = new Pools(() => parts.pools());
    this.#onEnded = on.ended;
    this.#onBegun = on.begun;
    this.ledger = new Ledger(parts, {
      lost: on.lost,
      writable: () => this.dispatch(),
      quiet: () => this.work.look(),
    });
    this.work = new Work(parts.log, () => this.lost || (this.execs.size === 0 && this.ledger.idle));
  }

  /** Takes a run up as it stands on record. */
  begin(active: ActiveRun): void {
    this.actives.set(active.run.id, active);
    for (const task of [...active.all()]) {
      if (task.status === 'ready') this.#ready(active, task);
      else if (WAITING.includes(task.status)) this.#wait(active, task);
    }
    for (const step of active.items.keys()) this.#fold(active, step);
    this.advance(active);
    this.dispatch();
  }

  /** Works out what follows from what changed, until nothing more does. */
  advance(active: ActiveRun): void {
    while (!active.ended) {
      const touched = active.touched ?? undefined;
      active.touched = new Set();
      const { stopped, past, graph, steps } = active;
      const plan = planRun(graph, steps, { stopped, past }, iso(this.#parts.clock), touched);
      for (const task of plan.changed) this.put(active, task);
      for (const task of plan.changed) {
        if (task.status === 'ready') this.#ready(active, task);
      }
      for (const step of plan.asks) this.#askPast(active, step);
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
    const wanted = (offer: Offer) => this.#wanted(offer);
    for (let taken = this.#pools.take(wanted); taken !== null; taken = this.#pools.take(wanted))
      this.#start(taken.offer, taken.slots);
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
      else if (this.#isOpenParent(active, task)) continue;
      else if (force || (task.status !== 'waiting' && task.status !== 'blocked'))
        this.#giveUp(active, task, why);
    }
    for (const step of active.items.keys()) this.#fold(active, step);
    active.touched = null;
    this.advance(active);
    this.dispatch();
  }

  halt(exec: Execution, why: Stop): void {
    if (exec.stop !== null) return;
    exec.stop = why;
    exec.graceEnd = this.#parts.clock.monotonic() + GRACE_MS;
    this.#onBegun(exec.graceEnd);
    exec.active.hold(exec.step, exec.item).log?.say('It is told to stop.');
    exec.controller.abort();
  }

  /** What time has brought: steps and runs that took too long, tasks to be looked at again. */
  look(): void {
    if (this.lost) return;
    const mono = this.#parts.clock.monotonic();
    for (const exec of [...this.execs.values()]) {
      if (exec.graceEnd !== null && mono >= exec.graceEnd) this.#settle(exec, null);
      else if (exec.deadline !== null && mono >= exec.deadline) this.halt(exec, 'too_long');
    }
    if (this.closing) return;
    for (const active of [...this.actives.values()]) {
      const limit = runDeadline(active);
      if (limit !== null && mono >= limit) this.stop(active, 'timed_out');
    }
    for (const wait of this.waits.due(this.#parts.clock.now())) this.#lookAt(wait);
    this.dispatch();
  }

  /** The machine slept, the network or the clock changed. */
  disturbed(): void {
    const { clock } = this.#parts;
    this.#doubtUntil = clock.monotonic() + DOUBT_MS;
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
    for (const exec of [...this.execs.values()]) this.#settle(exec, null);
    for (const active of this.actives.values()) {
      if (active.ended) continue;
      const run = active.run.id;
      for (const { attempt } of active.holds.values()) {
        if (attempt === null) continue;
        const endedAt = iso(this.#parts.clock);
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
      for (const hold of active.holds.values()) void hold.log?.close();
    }
    this.execs.clear();
    this.actives.clear();
    this.waits.clear();
    this.work.look();
  }

  #wanted({ active, step, item }: Offer): boolean {
    const key = keyOf({ active, step, item });
    if (active.ended || this.#reserved.has(key) || this.execs.has(key)) return false;
    return active.task(step, item)?.status === 'ready';
  }

  #ready(active: ActiveRun, task: Task): void {
    const step = active.graph.steps.get(task.step);
    if (step?.map !== undefined && task.item === -1) this.#expand(active, task);
    else this.#offer(active, task);
  }

  #offer(active: ActiveRun, { step: name, item }: Task): void {
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
    this.#pools.offer({ active, step: name, item, pool, slots });
  }

  /** An item leaves its place to the next. */
  #leave(active: ActiveRun, step: StepName, item: number): void {
    if (item === -1) return;
    const flow = active.flow(step);
    flow.under -= 1;
    const next = flow.backlog.shift();
    const task = next === undefined ? undefined : active.task(step, next);
    if (task !== undefined) this.#offer(active, task);
  }

  #start(offer: Offer, slots: number): void {
    const { active, item } = offer;
    const step = active.graph.steps.get(offer.step);
    const task = active.task(offer.step, item);
    if (step === undefined || task === undefined) return;
    const doubt =
      this.#parts.clock.monotonic() < this.#doubtUntil && runnerOf(this.#parts, step)?.hosts !== undefined;
    if (step.heavy !== true && !doubt) {
      this.#open(offer, slots, task);
      return;
    }
    const key = keyOf(offer);
    this.#reserved.add(key);
    const asked = preflight(this.#parts, active, step, task, doubt).catch((error: unknown) => {
      this.#parts.log.error('What a step needs could not be asked.', { step: step.name, error });
      return null;
    });
    const begin = asked.then((obstacle) => {
      this.#reserved.delete(key);
      if (this.lost) return;
      if (!this.#wanted(offer) || this.closing) this.#pools.release(offer.pool, slots);
      else if (obstacle === null) this.#open(offer, slots, task);
      else {
        this.#pools.release(offer.pool, slots);
        const hold = active.hold(task.step, item);
        hold.hosts = obstacle.hosts;
        const { clock } = this.#parts;
        const at = Math.min(clock.now() + lookPause(hold.looks), obstacle.until ?? Number.POSITIVE_INFINITY);
        hold.looks += 1;
        const notBefore = new Date(at).toISOString();
        const waiting: Task = { ...task, status: obstacle.status, note: obstacle.note, notBefore };
        this.put(active, waiting);
        this.#wait(active, waiting);
        this.#leave(active, task.step, item);
      }
      this.dispatch();
    });
    this.work.track(begin);
  }

  /** Its try goes on record, and then it begins. */
  #open({ active, step: name, item, pool }: Offer, slots: number, task: Task): void {
    const { clock } = this.#parts;
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
    this.execs.set(keyOf(exec), exec);
    const startedAt = task.startedAt ?? now;
    this.put(active, {
      ...task,
      status: 'running',
      lastTry: attempt.number,
      notBefore: null,
      note: null,
      startedAt,
    });
    this.ledger.put([{ what: 'try', run: active.run.id, attempt }], () => this.#carryOut(exec, startedAt));
  }

  #carryOut(exec: Execution, startedAt: string): void {
    if (this.lost || exec.settled) return;
    const { active, item } = exec;
    // Stopped before it began: it need not.
    if (exec.stop !== null) {
      this.#settle(exec, { is: 'locked', told: '' });
      return;
    }
    const step = active.graph.steps.get(exec.step);
    if (step === undefined) return;
    exec.begun = true;
    exec.deadline = this.#parts.clock.monotonic() + limitOf(step);
    this.#onBegun(exec.deadline);
    const hold = active.hold(exec.step, item);
    if (hold.log === null) {
      const { number } = exec.attempt;
      hold.log = this.#parts.logs.open({ run: active.run.id, step: exec.step, item, try: number });
      const tries = (active.task(exec.step, item)?.tries ?? 0) + 1;
      const again = exec.attempt.startedAt === startedAt ? '' : ` It first began ${startedAt}.`;
      hold.log.say(
        `Try ${tries.toLocaleString('en')} of ${triesOf(step).toLocaleString('en')} begins.${again}`,
      );
    }
    const done = carryOut(this.#parts, exec, hold, () => this.#onProgress());
    void done.then((end) => this.#settle(exec, end));
  }

  #settle(exec: Execution, end: StepEnd | null): void {
    if (exec.settled) return;
    const { active, item, step: name } = exec;
    const step = active.graph.steps.get(name);
    const task = active.task(name, item);
    if (step === undefined || task === undefined) return;
    exec.settled = true;
    this.execs.delete(keyOf(exec));
    this.#pools.release(exec.pool, exec.slots);
    const hold = active.hold(name, item);
    const { clock } = this.#parts;
    const { attempt, stop } = exec;
    const random = this.#parts.random();
    const settled = settleTry({
      ...{ task, attempt, step, end, stop, random },
      now: clock.now(),
      looks: hold.looks,
    });
    hold.log?.say(settled.says);
    this.ledger.put([{ what: 'try', run: active.run.id, attempt: settled.attempt }]);
    this.put(active, settled.task);
    if (end === null) this.#leftBehind(exec);
    if (settled.attempt.endedAt !== null) active.letGo(name, item);
    else {
      if (end?.is === 'locked' && hold.looks === 0)
        this.ledger.tell(lockedAlert(active, task, iso(clock)), active.run.definition.alerts?.to);
      hold.attempt = settled.attempt;
      hold.looks += 1;
      hold.hosts = end?.is === 'offline' ? end.hosts : [];
    }
    if (WAITING.includes(settled.task.status)) this.#wait(active, settled.task);
    this.#leave(active, name, item);
    if (item !== -1) this.#fold(active, name);
    this.advance(active);
    this.dispatch();
    this.work.look();
  }

  #leftBehind({ active, step }: Execution): void {
    const { pipeline, id } = active.run;
    this.#parts.log.warn('A step did not stop when it was told to, and is left to itself.', {
      ...{ pipeline, step },
      run: id,
    });
  }

  /** Something is due at an instant of the wall. */
  lookAgainAt(at: number): void {
    const { clock } = this.#parts;
    this.#onBegun(clock.monotonic() + Math.max(0, at - clock.now()));
  }

  #wait(active: ActiveRun, { step, item, notBefore }: Task): void {
    const at = notBefore === null ? this.#parts.clock.now() : Date.parse(notBefore);
    this.waits.add({ active, step, item, at });
    this.lookAgainAt(at);
  }

  #lookAt(wait: Wait): void {
    const { active, step, item } = wait;
    const task = active.task(step, item);
    if (task === undefined) return;
    if (task.status === 'waiting' || task.status === 'blocked') {
      active.past.delete(step);
      this.#askPast(active, step);
    } else if (task.status === 'offline') this.#askHosts(active, task);
    else if (WAITING.includes(task.status)) this.#readyAgain(active, task);
  }

  #readyAgain(active: ActiveRun, task: Task): void {
    const ready: Task = { ...task, status: 'ready', notBefore: null };
    this.put(active, ready);
    this.#ready(active, ready);
  }

  /** Without a slot, for it may take its time. */
  #askHosts(active: ActiveRun, { step, item }: Task): void {
    const hold = active.hold(step, item);
    const { surroundings, clock, log } = this.#parts;
    const asked = surroundings.reachable(hold.hosts, active.asks.signal).catch((error: unknown) => {
      log.error('Whether hosts can be reached could not be asked.', { step, error });
      return true;
    });
    const then = asked.then((reachable) => {
      const task = active.task(step, item);
      if (this.lost || this.closing || active.ended || task?.status !== 'offline') return;
      if (reachable) this.#readyAgain(active, task);
      else {
        const notBefore = new Date(clock.now() + lookPause(hold.looks)).toISOString();
        hold.looks += 1;
        const waiting: Task = { ...task, notBefore };
        this.put(active, waiting);
        this.#wait(active, waiting);
      }
      this.dispatch();
    });
    this.work.track(then);
  }

  #askPast(active: ActiveRun, step: StepName): void {
    if (active.asking.has(step)) return;
    active.asking.add(step);
    const { records, clock } = this.#parts;
    const { pipeline, interval } = active.run;
    const then = records.pastTask(pipeline, interval.from, step).then((found) => {
      active.asking.delete(step);
      if (this.lost || active.ended) return;
      const hold = active.hold(step, -1);
      if (!found.ok) {
        this.waits.add({ active, step, item: -1, at: clock.now() + READ_AGAIN_MS });
        return;
      }
      const status = found.value?.status ?? 'succeeded';
      const fine = status === 'succeeded' || status === 'skipped';
      active.past.set(step, fine ? { fine } : { fine, why: blockedBy(step, status) });
      if (!fine) {
        this.waits.add({ active, step, item: -1, at: clock.now() + lookPause(hold.looks) });
        hold.looks += 1;
      }
      active.touched?.add(step);
      this.advance(active);
      this.dispatch();
    });
    this.work.track(then);
  }

  #expand(active: ActiveRun, parent: Task): void {
    const { step: name } = parent;
    const step = active.graph.steps.get(name);
    if (step === undefined) return;
    const had = active.items.get(name) ?? [];
    const open = had.filter(({ status }) => status === 'waiting');
    if (had.length > open.length) {
      this.#spread(
        active,
        parent,
        open.map((task) => ({ ...task, status: 'ready' })),
      );
      return;
    }
    const mapped = mapItems(step, active.run.params);
    if (!mapped.ok) this.#expanded(active, parent, mapped);
    else if (mapped.value.is === 'items')
      this.#expanded(active, parent, { ok: true, value: mapped.value.items });
    else if (mapped.value.is === 'query') {
      const asked = this.#parts.queryItems(mapped.value.query, active.asks.signal).then((answer) => {
        const now = active.task(name, -1);
        if (this.lost || this.closing || active.ended || now?.status !== 'ready') return;
        this.#expanded(active, now, answer.ok ? asItems(step, answer.value) : answer);
        this.advance(active);
        this.dispatch();
      });
      this.work.track(asked);
    }
  }

  #expanded(active: ActiveRun, parent: Task, items: Result<readonly Item[]>): void {
    const now = iso(this.#parts.clock);
    if (!items.ok) this.#unexpanded(active, parent, items.failure);
    else if (items.value.length === 0)
      this.put(active, { ...parent, status: 'skipped', endedAt: now, note: 'There is no item.' });
    else
      this.#spread(active, parent, itemTasks(parent, items.value, active.items.get(parent.step) ?? [], now));
  }

  #unexpanded(
    active: ActiveRun,
    parent: Task,
    failure: Extract<Result<never>, { ok: false }>['failure'],
  ): void {
    const step = active.graph.steps.get(parent.step);
    if (step === undefined) return;
    const { clock, random } = this.#parts;
    const tries = parent.tries + 1;
    const common = { ...parent, tries, note: failure.message };
    if (!failure.retry || tries >= triesOf(step)) {
      this.put(active, { ...common, status: 'failed', endedAt: iso(clock) });
      return;
    }
    const at = clock.now() + retryPause(step, tries, undefined, random());
    const waiting: Task = { ...common, status: 'retrying', notBefore: new Date(at).toISOString() };
    this.put(active, waiting);
    this.#wait(active, waiting);
  }

  #spread(active: ActiveRun, parent: Task, items: readonly Task[]): void {
    const startedAt = parent.startedAt ?? iso(this.#parts.clock);
    this.put(active, { ...parent, status: 'running', startedAt, notBefore: null, note: null });
    for (const item of items) this.put(active, item);
    for (const item of items) {
      if (item.status === 'ready') this.#offer(active, item);
    }
    this.#fold(active, parent.step);
  }

  #isOpenParent(active: ActiveRun, { step, item, status }: Task): boolean {
    return item === -1 && status === 'running' && active.items.has(step);
  }

  /** A mapped step ends with the last of its items. */
  #fold(active: ActiveRun, step: StepName): void {
    const parent = active.task(step, -1);
    if (parent === undefined || !this.#isOpenParent(active, parent)) return;
    const folded = foldItems(active.items.get(step) ?? []);
    if (folded === null) return;
    this.put(active, { ...parent, ...folded, endedAt: iso(this.#parts.clock), stale: false });
  }

  /** A task that nobody is at ends without having been carried out. */
  #giveUp(active: ActiveRun, task: Task, why: 'cancelled' | 'timed_out'): void {
    const at = iso(this.#parts.clock);
    const cancelled = why === 'cancelled';
    const status = cancelled ? 'cancelled' : 'failed';
    const note = cancelled ? 'The run was cancelled.' : 'The run took longer than it may.';
    this.waits.drop({ active, ...task });
    const open = active.hold(task.step, task.item).attempt;
    if (open !== null)
      this.ledger.put([
        { what: 'try', run: active.run.id, attempt: { ...open, status, endedAt: at, outcome: note } },
      ]);
    active.letGo(task.step, task.item);
    this.put(active, { ...task, status, endedAt: at, notBefore: null, note });
  }

  #finish(active: ActiveRun, end: RunEnd): void {
    active.ended = true;
    const { run } = active;
    const at = iso(this.#parts.clock);
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
    const now = this.#parts.clock.now();
    this.waits.hasten(({ active, step, item, at }) =>
      active.run.pipeline === run.pipeline && active.task(step, item)?.status === 'blocked' ? now : at,
    );
    this.look();
  }

  #onProgress(): void {
    const now = this.#parts.clock.monotonic();
    if (now - this.#toldAt < 100) return;
    this.#toldAt = now;
    this.#parts.onChange();
  }
}

export function runDeadline({ run, takenUpAt, stopped }: ActiveRun): number | null {
  const { timeout } = run.definition;
  return timeout === undefined || stopped !== null ? null : takenUpAt + milliseconds(timeout);
}

function blockedBy(step: StepName, status: TaskStatus): string {
  const how = isEnded(status) ? 'did not succeed' : 'has not ended yet';
  return `It waits for the run before this one, whose step ${step} ${how}.`;
}
