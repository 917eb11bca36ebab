import { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { Deadline, Schedule } from '../../../../shared/domain/pipeline/schedule.ts';
import { Retries, STEP_KINDS, StepWork } from '../../../../shared/domain/pipeline/step.ts';

/** The keys of a mapping of a pipeline, in the order in which they are written; null where a person names them. */
export function keyOrder(path: readonly (string | number)[]): readonly string[] | null {
  const [first, second, third] = path;
  if (path.length === 0) return Object.keys(Pipeline.shape);
  if (path.length === 1 && first === 'schedule') return scheduleKeys();
  if (path.length === 1 && first === 'deadline') return Object.keys(Deadline.shape);
  if (path.length === 1 && first === 'alerts') return ['to', 'on'];
  if (path.length === 2 && first === 'params') return ['type', 'label', 'default', 'choices'];
  if (path.length === 2 && first === 'steps' && typeof second === 'number') return stepKeys();
  if (path.length === 3 && third === 'retries') return Object.keys(Retries.shape);
  return null;
}

function scheduleKeys(): readonly string[] {
  const keys = Schedule.options.flatMap((option) => Object.keys(option.shape));
  return [...new Set(['cron', 'every', 'after', ...keys])];
}

/** Its name, what it does, how it does that, and then when: as a person reads it. */
function stepKeys(): readonly string[] {
  const shapes = Object.values(StepWork).map(({ shape }) => Object.keys(shape));
  const shared = (shapes[0] ?? []).filter((key) => shapes.every((keys) => keys.includes(key)));
  const own = shapes.flat().filter((key) => !shared.includes(key));
  return [...new Set<string>(['name', ...STEP_KINDS, ...own, ...shared])];
}
