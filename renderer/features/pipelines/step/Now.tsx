import { Anchor, Progress } from '@mantine/core';
import { Link } from 'wouter';
import type { StepCard, TaskLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Elapsed } from '../words/Elapsed.tsx';
import { TASKS, taskEnded } from '../words/states.ts';
import { comparedWords, tookMs } from '../words/times.ts';
import { When } from '../words/When.tsx';
import classes from './step.module.css';

/** How a step stands in the run: why it waits, how far it is, how long it took. */
export default function Now({ task, step }: { task: TaskLine; step: StepCard }) {
  const formats = useFormats();
  const { status, note, notBefore, startedAt, endedAt, tries, stale, progress } = task;
  const took = tookMs(startedAt, endedAt);
  const compared = took === null ? null : comparedWords(took, step.usualMs, formats.number);
  const usual = step.usualMs === null ? null : formats.duration(step.usualMs / 1_000);
  return (
    <div className={classes['now']}>
      {/* What failed is told with its try, whole. */}
      {status !== 'failed' && <p className={classes['why']}>{note ?? TASKS[status].means}</p>}
      {notBefore !== null && !taskEnded(status) && (
        <p>
          {status === 'retrying' ? 'Tries again' : 'Looks again'} <When at={notBefore} exact />
        </p>
      )}
      {status === 'locked' && (
        <p>
          <Anchor component={Link} href="/settings#vault" underline="always">
            Unlock the vault
          </Anchor>
        </p>
      )}
      {stale && (
        <p className={classes['quiet']}>
          It ran before a step above it was cleared, so what it made may be out of date.
        </p>
      )}
      {status === 'running' && progress !== null && (
        <div className={classes['progress']}>
          <span data-figures>
            {progress.step}: {formats.number(progress.done)}
            {progress.total !== undefined && ` of ${formats.number(progress.total)}`} {progress.unit}
          </span>
          {progress.total !== undefined && progress.total > 0 && (
            <Progress
              value={(Math.min(progress.done, progress.total) / progress.total) * 100}
              aria-label={`Progress of ${step.name}`}
            />
          )}
        </div>
      )}
      <p className={classes['facts']} data-figures>
        {status === 'running' && startedAt !== null && (
          <span>
            for <Elapsed since={startedAt} />
          </span>
        )}
        {took !== null && <span>took {formats.duration(took / 1_000)}</span>}
        {compared !== null && <span>{compared}</span>}
        {usual !== null && <span>usually {usual}</span>}
        {tries > 1 && <span>{formats.number(tries)} tries</span>}
      </p>
    </div>
  );
}
