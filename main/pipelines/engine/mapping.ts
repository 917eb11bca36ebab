import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import { asItems, mapItems } from '../definition/mapItems.ts';
import { foldItems, type Item, itemTasks } from '../run/items.ts';
import { retryPause, triesOf } from '../run/retryPause.ts';
import type { Task } from '../run/states.ts';
import type { ActiveRun } from './activeRun.ts';
import type { Floor } from './floor.ts';
import { iso } from './parts.ts';

/** Mapped steps: their items are made when they begin, and they end with the last of them. */
export class Mapping {
  readonly #floor: Floor;

  constructor(floor: Floor) {
    this.#floor = floor;
  }

  expand(active: ActiveRun, parent: Task): void {
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
      const asked = this.#floor.parts.queryItems(mapped.value.query, active.asks.signal).then((answer) => {
        const now = active.task(name, -1);
        if (this.#floor.lost || this.#floor.closing || active.ended || now?.status !== 'ready') return;
        this.#expanded(active, now, answer.ok ? asItems(step, answer.value) : answer);
        this.#floor.advance(active);
        this.#floor.dispatch();
      });
      this.#floor.work.track(asked);
    }
  }

  #expanded(active: ActiveRun, parent: Task, items: Result<readonly Item[]>): void {
    const now = iso(this.#floor.parts.clock);
    if (!items.ok) this.#unexpanded(active, parent, items.failure);
    else if (items.value.length === 0)
      this.#floor.put(active, { ...parent, status: 'skipped', endedAt: now, note: 'There is no item.' });
    else
      this.#spread(active, parent, itemTasks(parent, items.value, active.items.get(parent.step) ?? [], now));
  }

  #unexpanded(active: ActiveRun, parent: Task, failure: Failure): void {
    const step = active.graph.steps.get(parent.step);
    if (step === undefined) return;
    const { clock, random } = this.#floor.parts;
    const tries = parent.tries + 1;
    const common = { ...parent, tries, note: failure.message };
    if (!failure.retry || tries >= triesOf(step)) {
      this.#floor.put(active, { ...common, status: 'failed', endedAt: iso(clock) });
      return;
    }
    const at = clock.now() + retryPause(step, tries, undefined, random());
    const waiting: Task = { ...common, status: 'retrying', notBefore: new Date(at).toISOString() };
    this.#floor.put(active, waiting);
    this.#floor.wait(active, waiting);
  }

  #spread(active: ActiveRun, parent: Task, items: readonly Task[]): void {
    const startedAt = parent.startedAt ?? iso(this.#floor.parts.clock);
    this.#floor.put(active, { ...parent, status: 'running', startedAt, notBefore: null, note: null });
    for (const item of items) this.#floor.put(active, item);
    for (const item of items) {
      if (item.status === 'ready') this.#floor.offer(active, item);
    }
    this.fold(active, parent.step);
  }

  isOpenParent(active: ActiveRun, { step, item, status }: Task): boolean {
    return item === -1 && status === 'running' && active.items.has(step);
  }

  /** A mapped step ends with the last of its items. */
  fold(active: ActiveRun, step: StepName): void {
    const parent = active.task(step, -1);
    if (parent === undefined || !this.isOpenParent(active, parent)) return;
    const folded = foldItems(active.items.get(step) ?? []);
    if (folded === null) return;
    this.#floor.put(active, { ...parent, ...folded, endedAt: iso(this.#floor.parts.clock), stale: false });
  }
}
