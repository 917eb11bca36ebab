import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { RunId } from '../ids.ts';
import type { Change, Run } from '../records/records.ts';
import { clearTasks, markStale, retryTasks } from '../run/again.ts';
import { following, graphOf } from '../run/graph.ts';
import { ENDED, type Task } from '../run/states.ts';
import { isEnded } from '../run/trigger.ts';
import type { Conductor } from './conductor.ts';
import type { Engine } from './engine.ts';
import { type EngineParts, iso } from './parts.ts';

type Requests = Pick<Engine, 'cancel' | 'retry' | 'clear' | 'answer'>;

/** Later runs that are looked at for what depends on a cleared step of theirs. */
const MOST_LATER = 200;

/** What a person asks of runs. Each answers when it is on record. */
export function createRequests(parts: EngineParts, conductor: Conductor, wake: () => void): Requests {
  const { records, clock } = parts;
  const { ledger, actives } = conductor;

  async function find(id: RunId): Promise<Result<{ run: Run; tasks: readonly Task[] }>> {
    if (conductor.lost || conductor.closing) return lost();
    // What is still to be written comes first, or the record would be asked about the past.
    const settled = await ledger.settled();
    if (!settled.ok) return settled;
    const run = await records.run(id);
    if (!run.ok) return run;
    if (run.value === null) return unknown(id);
    const tasks = await records.tasks([id], true);
    return tasks.ok ? ok({ run: run.value, tasks: tasks.value.get(id) ?? [] }) : tasks;
  }

  async function put(changes: readonly Change[]): Promise<Result<void>> {
    ledger.put(changes);
    const settled = await ledger.settled();
    if (conductor.lost) return lost();
    if (settled.ok) wake();
    return settled;
  }

  function asTasks(run: RunId, tasks: readonly Task[]): Change[] {
    return tasks.map((task) => ({ what: 'task', run, task }));
  }

  function again(run: Run, tasks: readonly Task[], note: string): Promise<Result<void>> {
    conductor.unwanted.delete(run.id);
    if (run.status === 'failed') conductor.outcomes.set(run.pipeline, 'failed');
    const set = {
      status: 'queued' as const,
      round: run.round + 1,
      endedAt: null,
      session: null,
      interruptions: 0,
      cancelWanted: false,
      note,
    };
    return put([{ what: 'run', run: run.id, set }, ...asTasks(run.id, tasks)]);
  }

  /** It isn't carried out just now: nothing needs to be stopped. */
  function giveUp(run: Run, tasks: readonly Task[], note: string): Promise<Result<void>> {
    const at = iso(clock);
    const open = tasks.filter(({ status }) => !isEnded(status));
    const ended = open.map(
      (task): Task => ({ ...task, status: 'cancelled', endedAt: at, notBefore: null, note }),
    );
    const set = { status: 'cancelled', endedAt: at, cancelWanted: true, note } as const;
    return put([{ what: 'run', run: run.id, set }, ...asTasks(run.id, ended)]);
  }

  /** Ended runs after this one rest on what is now made anew. */
  async function staleLater(run: Run, cleared: ReadonlySet<StepName>): Promise<Change[]> {
    const graph = graphOf(run.definition);
    if (![...cleared].some((name) => graph.steps.get(name)?.depends_on_past === true)) return [];
    const lines = await records.runs(
      { pipeline: run.pipeline, status: ENDED },
      { skip: 0, take: MOST_LATER },
    );
    if (!lines.ok) return [];
    const later = lines.value.filter(({ interval }) => interval.from > run.interval.from).map(({ id }) => id);
    const tasks = later.length === 0 ? null : await records.tasks(later, true);
    if (tasks === null || !tasks.ok) return [];
    return [...tasks.value].flatMap(([id, of]) => asTasks(id, markStale(graph, of, cleared)));
  }

  return {
    async cancel(id) {
      if (conductor.lost || conductor.closing) return lost();
      const active = actives.get(id);
      if (active !== undefined && !active.ended) {
        active.run = { ...active.run, cancelWanted: true };
        ledger.put([{ what: 'run', run: id, set: { cancelWanted: true } }]);
        conductor.stop(active, 'cancelled');
        const settled = await ledger.settled();
        return conductor.lost ? lost() : settled;
      }
      const found = await find(id);
      if (!found.ok) return found;
      const { run, tasks } = found.value;
      if (ENDED.includes(run.status))
        return impossible(id, 'has ended already', 'Run it again, or clear steps of it.');
      if (actives.has(id)) return this.cancel(id);
      // Should it be about to be taken up, whoever does so sees the wish.
      conductor.unwanted.add(id);
      if (run.status === 'running') return put([{ what: 'run', run: id, set: { cancelWanted: true } }]);
      return giveUp(run, tasks, 'Cancelled before it began.');
    },

    async retry(id) {
      const found = await find(id);
      if (!found.ok) return found;
      const { run, tasks } = found.value;
      if (run.status !== 'failed' && run.status !== 'cancelled')
        return impossible(id, 'did not fail', 'Clear the steps that are to run anew.');
      const reset = retryTasks(graphOf(run.definition), tasks);
      return again(run, reset, 'It goes on from where it failed.');
    },

    async clear(id, steps) {
      const found = await find(id);
      if (!found.ok) return found;
      const { run, tasks } = found.value;
      if (!ENDED.includes(run.status))
        return impossible(id, 'has not ended yet', 'Cancel it first, or wait until it has ended.');
      const graph = graphOf(run.definition);
      const missing = steps.find((name) => !graph.steps.has(name));
      if (missing !== undefined || steps.length === 0)
        return impossible(id, `has no step ${missing ?? 'to clear'}`, 'Choose steps that it has.');
      const later = await staleLater(run, following(graph, steps));
      ledger.put(later);
      return again(run, clearTasks(graph, tasks, steps), `${steps.join(', ')} and what follows run anew.`);
    },

    async answer(id, go) {
      const found = await find(id);
      if (!found.ok) return found;
      const { run, tasks } = found.value;
      if (run.status !== 'crash_loop' && run.status !== 'held')
        return impossible(id, 'asks nothing', 'Look at how it stands now.');
      if (!go) return giveUp(run, tasks, 'Given up by a person.');
      const status = run.status === 'held' || run.startedAt === null ? 'queued' : 'interrupted';
      return put([{ what: 'run', run: id, set: { status, interruptions: 0, note: null } }]);
    },
  };
}

function lost(): Result<never> {
  return fail('SCHEDULER_LOST', {
    message: 'This process no longer runs the pipelines of the workspace.',
    next: 'Ask the process that does: the other window, or the command that schedules.',
  });
}

function unknown(id: RunId): Result<never> {
  return fail('RUN_UNKNOWN', {
    message: `There is no run ${id} on record.`,
    next: 'Look at the list of runs.',
    subject: id,
  });
}

function impossible(id: RunId, why: string, next: string): Result<never> {
  return fail('RUN_NOT_POSSIBLE', { message: `The run ${why}.`, next, subject: id });
}
