import type { RunId } from '../ids.ts';
import type { Change, Run, RunLine } from '../records/records.ts';
import type { Task } from '../run/states.ts';
import { ActiveRun, placeOf } from './activeRun.ts';
import { admit } from './admission.ts';
import { crashLoopAlert } from './alertsOfRun.ts';
import type { Conductor } from './conductor.ts';
import { type EngineParts, iso } from './parts.ts';
import { recoverRun } from './recoverRun.ts';

const PAGE = 1_000;
const READ_AGAIN_MS = 5_000;

/** Takes up runs that are on record: those that a dead session left first, then what is queued, as there is room. */
export class Intake {
  /** When what could not be read is asked for again. */
  retryAt: number | null = null;
  readonly #parts: EngineParts;
  readonly #conductor: Conductor;
  #recovered = false;
  #going = false;
  #again: 'read' | 'admit' | null = null;
  #queued: readonly RunLine[] = [];
  /** Runs that are ours on record and not yet begun. */
  readonly #claimed = new Map<RunId, RunLine>();
  /** Runs that stopped and ask: none of their kind begins beside them. */
  #asking: readonly RunLine[] = [];

  constructor(parts: EngineParts, conductor: Conductor) {
    this.#parts = parts;
    this.#conductor = conductor;
  }

  /** Something may have been queued. */
  wake(): void {
    this.#begin('read');
  }

  /** There may be room for what is known to be queued. */
  admit(): void {
    this.#begin('admit');
  }

  #begin(what: 'read' | 'admit'): void {
    if (this.#conductor.lost || this.#conductor.closing) return;
    if (this.#again !== 'read') this.#again = what;
    if (this.#going) return;
    this.#going = true;
    this.#conductor.work.track(this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (this.#again !== null && !this.#conductor.lost && !this.#conductor.closing) {
        const what = this.#again;
        this.#again = null;
        this.retryAt = null;
        if (!this.#recovered) this.#recovered = await this.#recover();
        if (!this.#recovered) return;
        if (what === 'read' && !(await this.#read())) return;
        await this.#admit();
      }
    } finally {
      this.#going = false;
    }
  }

  /** What was running when its session died. Once: later there is nobody but us. */
  async #recover(): Promise<boolean> {
    const { records, clock } = this.#parts;
    const { ledger, actives } = this.#conductor;
    const orphans = await this.#all(['running', 'interrupted']);
    if (orphans === null) return false;
    for (const line of orphans.filter(({ id }) => !actives.has(id))) {
      const tasks = await records.tasks([line.id], true);
      const tries = await records.tries(line.id);
      if (!tasks.ok || !tries.ok) return this.#unread();
      const of = tasks.value.get(line.id) ?? [];
      const { changes, crashLoop } = recoverRun(line, of, tries.value, iso(clock));
      if (crashLoop) ledger.tell(crashLoopAlert(line, iso(clock)));
      ledger.put(changes);
    }
    if (orphans.length > 0 && !(await ledger.settled()).ok) return this.#unread();
    return true;
  }

  async #read(): Promise<boolean> {
    const lines = await this.#all(['queued', 'interrupted', 'crash_loop']);
    if (lines === null) return false;
    const mine = lines.filter(({ id }) => !this.#conductor.actives.has(id) && !this.#claimed.has(id));
    this.#asking = mine.filter(({ status }) => status === 'crash_loop');
    for (const line of mine.filter(({ status }) => status === 'interrupted')) await this.#takeUp(line);
    this.#queued = mine.filter(({ status }) => status === 'queued');
    return true;
  }

  async #admit(): Promise<void> {
    for (const line of [...this.#claimed.values()]) await this.#takeUp(line);
    if (this.#queued.length === 0 || this.#conductor.closing || this.#conductor.lost) return;
    const backfills = this.#queued.some(({ backfill }) => backfill !== null)
      ? await this.#parts.records.backfills()
      : null;
    if (backfills !== null && !backfills.ok) {
      this.#unread();
      return;
    }
    const known = backfills?.value ?? [];
    const cancelled = new Set(known.filter(({ status }) => status === 'cancelled').map(({ id }) => id));
    const open = this.#queued.filter(({ backfill }) => backfill === null || !cancelled.has(backfill));
    const unwanted = this.#queued.filter(({ backfill }) => backfill !== null && cancelled.has(backfill));
    this.#conductor.ledger.put(unwanted.map((line) => this.#cancelled(line)));
    const asking = this.#asking.map(placeOf);
    const running = [...this.#conductor.actives.values()].map(({ place }) => place);
    const claimed = [...this.#claimed.values()].map(placeOf);
    const chosen = new Set(admit(open, [...running, ...asking, ...claimed], known));
    const taken = new Set<RunId>();
    for (const line of chosen) {
      if (await this.#takeUp(line)) taken.add(line.id);
    }
    this.#queued = open.filter(({ id }) => !taken.has(id));
  }

  #cancelled({ id }: RunLine): Change {
    const note = 'Its backfill was cancelled.';
    return {
      what: 'run',
      run: id,
      set: { status: 'cancelled', endedAt: iso(this.#parts.clock), note },
    };
  }

  /** False when it is still to be taken up. */
  async #takeUp(line: RunLine): Promise<boolean> {
    const { records, session, clock } = this.#parts;
    const conductor = this.#conductor;
    const [before, tasks] = await Promise.all([records.run(line.id), records.tasks([line.id], true)]);
    if (!before.ok || !tasks.ok) return this.#unread();
    if (!(await this.#knowOutcome(line))) return false;
    if (before.value === null || !this.#takeable(before.value)) {
      this.#claimed.delete(line.id);
      return true;
    }
    const { status, startedAt } = before.value;
    const now = iso(clock);
    const begun = status === 'queued' ? now : (startedAt ?? now);
    const set = { status: 'running', session, startedAt: begun, endedAt: null, note: null } as const;
    this.#claimed.set(line.id, line);
    conductor.ledger.put([{ what: 'run', run: line.id, set }]);
    // A queued run may be made to take in later slots until this is on record: only what it says then is what it is about.
    const claimed = await conductor.ledger.settled();
    const run = claimed.ok ? await records.run(line.id) : claimed;
    if (conductor.lost || conductor.closing) return true;
    if (!run.ok) return this.#unread();
    this.#claimed.delete(line.id);
    if (run.value?.status === 'running') this.#carry(run.value, tasks.value.get(line.id) ?? []);
    return true;
  }

  #takeable({ id, status, session }: Run): boolean {
    if (this.#conductor.actives.has(id)) return false;
    // It was being taken up when the record could not be read or written.
    if (status === 'running') return session === this.#parts.session && this.#claimed.has(id);
    return status === 'queued' || status === 'interrupted';
  }

  #carry(run: Run, tasks: readonly Task[]): void {
    const conductor = this.#conductor;
    const active = new ActiveRun(run, tasks, this.#parts.clock.monotonic());
    if (active.graph.order.length < active.graph.steps.size) {
      const note = 'Its steps wait for each other, or for one that is not there.';
      const endedAt = iso(this.#parts.clock);
      conductor.ledger.put([{ what: 'run', run: run.id, set: { status: 'failed', endedAt, note } }]);
      return;
    }
    const had = new Set(tasks.map(({ step }) => step));
    const made = [...active.steps.values()].filter(({ step }) => !had.has(step));
    conductor.ledger.put(made.map((task): Change => ({ what: 'task', run: run.id, task })));
    conductor.begin(active);
    if (run.cancelWanted || conductor.unwanted.has(run.id)) conductor.stop(active, 'cancelled');
  }

  /** How the pipeline did last, so that a person hears when it has recovered. */
  async #knowOutcome({ pipeline }: RunLine): Promise<boolean> {
    const { outcomes } = this.#conductor;
    if (outcomes.has(pipeline)) return true;
    const ended = await this.#parts.records.runs(
      { pipeline, status: ['succeeded', 'failed'] },
      { skip: 0, take: 20 },
    );
    if (!ended.ok) return this.#unread();
    const [newest] = ended.value.toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1));
    if (newest?.status === 'succeeded' || newest?.status === 'failed') outcomes.set(pipeline, newest.status);
    return true;
  }

  async #all(status: readonly RunLine['status'][]): Promise<readonly RunLine[] | null> {
    const all: RunLine[] = [];
    for (;;) {
      const page = await this.#parts.records.runs({ status }, { skip: all.length, take: PAGE });
      if (!page.ok) {
        this.#unread();
        return null;
      }
      all.push(...page.value);
      if (page.value.length < PAGE) return all;
    }
  }

  #unread(): false {
    this.retryAt = this.#parts.clock.now() + READ_AGAIN_MS;
    this.#conductor.lookAgainAt(this.retryAt);
    return false;
  }
}
