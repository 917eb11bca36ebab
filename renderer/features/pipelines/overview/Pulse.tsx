import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PipelineCard, SchedulerLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { addressOf } from '../place.ts';
import { Standing } from '../words/Standing.tsx';
import { SCHEDULER } from '../words/states.ts';
import { When } from '../words/When.tsx';
import classes from './overview.module.css';

/** Whether the scheduler lives, and what it starts next. */
export default function Pulse({
  scheduler,
  cards,
}: {
  scheduler: SchedulerLine;
  cards: readonly PipelineCard[];
}) {
  const { number } = useFormats();
  const pause = useMutation(
    useCalls().pipelines.pause.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const { is, told, heartbeatAt, nextDue, running, queued } = scheduler;
  const isPaused = is === 'paused';
  const next = nextDue && cards.find(({ name }) => name === nextDue.pipeline);
  return (
    <section className={classes['pulse']} data-is={is} aria-label="Scheduler">
      <div
        className={classes['pulseHead']}
        role={is === 'stalled' || is === 'elsewhere' ? 'alert' : undefined}
      >
        <span className={classes['strong']}>Scheduler</span>
        <Standing shown={SCHEDULER[is]} />
        <span className={classes['told']}>{told}</span>
      </div>
      <dl className={classes['facts']}>
        <div>
          <dt>Next due</dt>
          <dd>
            {nextDue === null ? (
              'nothing'
            ) : (
              <>
                <Link href={addressOf({ at: 'pipeline', name: nextDue.pipeline, tab: 'graph' })}>
                  {next?.title ?? nextDue.pipeline}
                </Link>{' '}
                <When at={nextDue.at} exact />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Now</dt>
          <dd data-figures>
            {number(running)} running, {number(queued)} queued
          </dd>
        </div>
        <div>
          <dt>Last heartbeat</dt>
          <dd>{heartbeatAt === null ? 'none yet' : <When at={heartbeatAt} />}</dd>
        </div>
      </dl>
      {(isPaused || is === 'running' || is === 'settling') && (
        <Button
          className={classes['still'] ?? ''}
          variant="default"
          size="compact-sm"
          leftSection={
            isPaused ? (
              <IconPlayerPlay size={14} stroke={1.75} aria-hidden />
            ) : (
              <IconPlayerPause size={14} stroke={1.75} aria-hidden />
            )
          }
          loading={pause.isPending}
          onClick={() => pause.mutate({ paused: !isPaused })}
        >
          {isPaused ? 'Resume all schedules' : 'Pause all schedules'}
        </Button>
      )}
    </section>
  );
}
