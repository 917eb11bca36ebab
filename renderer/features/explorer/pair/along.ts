import type { Grain } from '../../../../shared/domain/grain.ts';

/** What a step is written as: the day, the Monday of the week, or the hour of UTC. */
export function alongOf(grain: Grain): string {
  return { day: 'Day', week: 'Week of', hour: 'Hour (UTC)' }[grain];
}
