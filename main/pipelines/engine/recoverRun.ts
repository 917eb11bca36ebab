import type { Change, RunLine } from '../records/records.ts';
import type { Task, Try } from '../run/states.ts';

const MOST_INTERRUPTIONS = 3;

export interface Recovered {
  readonly changes: readonly Change[];
  readonly crashLoop: boolean;
}

/**
 * What was running when its session died. The tries end as interrupted and their tasks are ready again: they go on under the
 * same name, so that what had landed lands once.
 */
export function recoverRun(
  line: RunLine,
  tasks: readonly Task[],
  tries: readonly Try[],
  now: string,
): Recovered {
  const run = line.id;
  const interruptions = line.interruptions + (line.status === 'running' ? 1 : 0);
  const crashLoop = interruptions >= MOST_INTERRUPTIONS;
  const withItems = new Set(tasks.filter(({ item }) => item !== -1).map(({ step }) => step));
  const changes: Change[] = [
    {
      what: 'run',
      run,
      set: {
        status: crashLoop ? 'crash_loop' : 'interrupted',
        interruptions,
        note: crashLoop
          ? `It was interrupted ${interruptions.toLocaleString('en')} times and waits for a person: go on, or give up?`
          : 'It was interrupted and goes on where it was.',
      },
    },
  ];
  for (const attempt of tries) {
    if (attempt.status === 'running')
      changes.push({ what: 'try', run, attempt: { ...attempt, status: 'interrupted', endedAt: now } });
  }
  for (const task of tasks) {
    if (task.status !== 'running' || (task.item === -1 && withItems.has(task.step))) continue;
    changes.push({
      what: 'task',
      run,
      task: { ...task, status: 'ready', note: 'It was interrupted and goes on.' },
    });
  }
  return { changes, crashLoop };
}
