import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Task } from './states.ts';

export function newTask(step: StepName, item = -1, value: Task['value'] = null): Task {
  return {
    step,
    item,
    value,
    status: 'waiting',
    tries: 0,
    lastTry: 0,
    cleared: 0,
    notBefore: null,
    cursor: null,
    startedAt: null,
    endedAt: null,
    note: null,
    stale: false,
  };
}
