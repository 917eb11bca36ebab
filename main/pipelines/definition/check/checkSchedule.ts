import { milliseconds } from '../../../../shared/domain/duration.ts';
import type { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { isZone } from '../../../../shared/domain/zone.ts';
import { cronFault } from '../cronFault.ts';
import type { Known } from '../known.ts';
import { meant } from '../params.ts';
import { doubt, fault, type PipelineProblem } from '../problem.ts';

const MINUTE = 60_000;
const LONGEST_PAUSE = 366 * 86_400_000;

export function checkSchedule({ schedule, deadline, steps }: Pipeline, known: Known): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  if (deadline && (schedule === undefined || 'after' in schedule))
    problems.push(
      fault(
        ['deadline'],
        'deadline: only a pipeline with a schedule by the clock (cron or every) has a day it can be late for',
      ),
    );
  if (schedule === undefined) return problems;
  if ('cron' in schedule) {
    const wrong = cronFault(schedule.cron);
    if (wrong !== null) problems.push(fault(['schedule', 'cron'], `schedule.cron ${wrong}`));
    if (schedule.zone !== undefined && schedule.zone !== 'device' && !isZone(schedule.zone))
      problems.push(
        fault(['schedule', 'zone'], `schedule.zone: ${schedule.zone} is not a time zone this machine knows`),
      );
  }
  if ('every' in schedule) {
    const pause = milliseconds(schedule.every);
    if (pause < MINUTE)
      problems.push(
        fault(['schedule', 'every'], 'schedule.every: once a minute is the most often a pipeline can run'),
      );
    if (pause > LONGEST_PAUSE)
      problems.push(
        fault(['schedule', 'every'], 'schedule.every: once a year is the least often a pipeline can run'),
      );
  }
  if ('after' in schedule) {
    const written = new Set(
      steps.flatMap((step) =>
        'into' in step && step.into !== undefined ? [step.into] : 'writes' in step ? (step.writes ?? []) : [],
      ),
    );
    for (const [index, relation] of schedule.after.entries()) {
      const at = ['schedule', 'after', index];
      if (written.has(relation))
        problems.push(
          fault(
            at,
            `schedule.after: this pipeline writes ${relation} itself, and would start itself again and again`,
          ),
        );
      else if (known.relations !== null && !known.relations.includes(relation))
        problems.push(
          doubt(
            at,
            `schedule.after: there is no relation ${relation} yet${meant(relation, known.relations)}`,
          ),
        );
    }
  }
  return problems;
}
