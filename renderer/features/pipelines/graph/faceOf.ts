import type { RunDetail, StepCard, TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import type { Face } from '../../../ui/graph/face.ts';
import { STEP_WORDS } from '../words/kinds.ts';
import { TASKS } from '../words/states.ts';
import { tookMs } from '../words/times.ts';

export type ItemCounts = RunDetail['items'][string];

/** A step as its card shows it: how it stands in the run that is looked at, null where there is none. */
export function faceOf(
  step: StepCard,
  task: TaskLine | undefined,
  items: ItemCounts | undefined,
  formats: Formats,
): Face {
  const kind = STEP_WORDS[step.kind];
  const shown = task === undefined ? UNTOLD : TASKS[task.status];
  const foot = footOf(step, task, items, formats);
  return {
    name: step.name,
    icon: kind.icon,
    state: shown.state,
    word: shown.word,
    sign: shown.icon,
    foot,
    spoken: [step.name, foot, shown.word, kind.word, step.critical ? 'on the critical path' : '']
      .filter(Boolean)
      .join(', '),
    tint: null,
    marked: step.critical,
  };
}

const UNTOLD = { ...TASKS.waiting, word: 'Not run yet' };

function footOf(
  { kind, mapped, usualMs }: StepCard,
  task: TaskLine | undefined,
  items: ItemCounts | undefined,
  { number, duration, percent }: Formats,
): string {
  const usual = usualMs === null ? '' : `usually ${duration(usualMs / 1_000)}`;
  if (mapped && items !== undefined && Object.keys(items).length > 0) return itemWords(items, number);
  if (task?.status === 'running') {
    const { progress } = task;
    if (progress?.total)
      return percent(Math.min(1, progress.done / progress.total), { maximumFractionDigits: 0 });
    return usual || STEP_WORDS[kind].word;
  }
  const took = task === undefined ? null : tookMs(task.startedAt, task.endedAt);
  if (took === null) return usual || STEP_WORDS[kind].word;
  return [duration(took / 1_000), usual].filter(Boolean).join(', ');
}

/** `12 of 40 items`, and what failed among them. */
export function itemWords(items: ItemCounts, number: (value: number) => string): string {
  const of = (status: keyof ItemCounts) => items[status] ?? 0;
  const all = Object.values(items).reduce((sum, count) => sum + count, 0);
  const done = of('succeeded') + of('skipped');
  const failed = of('failed');
  const words = `${number(done)} of ${number(all)} ${all === 1 ? 'item' : 'items'}`;
  return failed === 0 ? words : `${words}, ${number(failed)} failed`;
}
