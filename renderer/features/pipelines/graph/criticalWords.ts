import type { StepCard } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';

/** What the marked way through the graph is, and how long it takes; null where none is known yet. */
export function criticalWords(
  steps: readonly Pick<StepCard, 'critical' | 'usualMs'>[],
  { number, duration }: Pick<Formats, 'number' | 'duration'>,
): string | null {
  const critical = steps.filter((step) => step.critical);
  const ms = critical.reduce((sum, { usualMs }) => sum + (usualMs ?? 0), 0);
  if (critical.length < 2 || ms === 0) return null;
  return `The critical path, a thick line in the graph, is ${number(critical.length)} steps that usually take ${duration(ms / 1_000)} one after another. A run can’t be faster than they are.`;
}
