import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { OpenLog } from '../logs/stepLogs.ts';
import type { Run } from '../records/records.ts';
import { graphOf, type StepGraph } from '../run/graph.ts';
import { newTask } from '../run/newTask.ts';
import type { Past, PlanContext } from '../run/planRun.ts';
import type { Task, Try } from '../run/states.ts';
import { isEnded } from '../run/trigger.ts';
import type { HostPort } from '../surroundings.ts';

/** What lasts from one look at a waiting task to the next, and is not on record. */
export interface Hold {
  /** Begun and not ended: a sensor between two polls goes on with the same. */
  attempt: Try | null;
  log: OpenLog | null;
  /** How often it was found still waiting for the same thing. */
  looks: number;
  hosts: readonly HostPort[];
}

/** How many items of a mapped step are under way, and which wait for that to be fewer. */
export interface Flow {
  under: number;
  readonly backlog: number[];
}

/** A run that this process carries out, as it stands in memory: never behind the record, at most one write ahead. */
export class ActiveRun {
  run: Run;
  readonly graph: StepGraph;
  readonly steps = new Map<StepName, Task>();
  readonly items = new Map<StepName, Task[]>();
  readonly past = new Map<StepName, Past>();
  readonly asking = new Set<StepName>();
  readonly holds = new Map<string, Hold>();
  readonly flows = new Map<StepName, Flow>();
  /** Steps that changed and whose followers were not looked at since; null: look at everything. */
  touched: Set<StepName> | null = null;
  stopped: PlanContext['stopped'] = null;
  ended = false;
  /** Stops what is asked on its behalf outside of steps. */
  readonly asks = new AbortController();
  /** Monotonic: time asleep, or between two sessions, is no time that the run took. */
  readonly takenUpAt: number;
  readonly #order: ReadonlyMap<StepName, number>;

  constructor(run: Run, tasks: readonly Task[], takenUpAt: number) {
    this.run = run;
    this.graph = graphOf(run.definition);
    this.takenUpAt = takenUpAt;
    this.#order = new Map(this.graph.order.map((name, at) => [name, at]));
    for (const name of this.graph.steps.keys()) this.steps.set(name, newTask(name));
    for (const task of tasks) {
      if (this.graph.steps.has(task.step)) this.put(task);
    }
  }

  orderOf(step: StepName): number {
    return this.#order.get(step) ?? 0;
  }

  task(step: StepName, item: number): Task | undefined {
    return item === -1 ? this.steps.get(step) : this.items.get(step)?.[item];
  }

  put(task: Task): void {
    if (task.item === -1) {
      this.steps.set(task.step, task);
      if (isEnded(task.status)) this.touched?.add(task.step);
      return;
    }
    const items = this.items.get(task.step) ?? [];
    this.items.set(task.step, items);
    items[task.item] = task;
  }

  *all(): Generator<Task> {
    yield* this.steps.values();
    for (const items of this.items.values()) yield* items;
  }

  hold(step: StepName, item: number): Hold {
    const key = `${step} ${String(item)}`;
    const hold = this.holds.get(key) ?? { attempt: null, log: null, looks: 0, hosts: [] };
    this.holds.set(key, hold);
    return hold;
  }

  flow(step: StepName): Flow {
    const flow = this.flows.get(step) ?? { under: 0, backlog: [] };
    this.flows.set(step, flow);
    return flow;
  }

  letGo(step: StepName, item: number): Promise<void> | undefined {
    const key = `${step} ${String(item)}`;
    const log = this.holds.get(key)?.log;
    this.holds.delete(key);
    return log?.close();
  }

  /** Slots it may have beside others of its pipeline. */
  get place(): string {
    return placeOf(this.run);
  }
}

/** A backfill has its own number of runs at once, and a rerun is held up by no other run. */
export function placeOf(run: Pick<Run, 'pipeline' | 'backfill' | 'round' | 'id' | 'kind'>): string {
  if (run.round > 0) return `rerun ${run.id}`;
  if (run.backfill !== null) return `backfill ${run.backfill}`;
  return `${run.kind === 'backfill' ? 'backfill of' : 'usual'} ${run.pipeline}`;
}
