import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BuildPicture } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../models.module.css';
import Troubles from './Troubles.tsx';

const PHASES = {
  reading: 'Reading the project',
  building: 'Building',
  publishing: 'Publishing',
  ended: 'Done',
};
const NAMED = 3;

/** How far the build is, what it works on, and the way to stop it. */
export default function BuildRunning({
  build,
  onChoose,
}: {
  build: BuildPicture;
  onChoose: (id: string) => void;
}) {
  const formats = useFormats();
  const job = useJobs().find(({ id }) => id === build.job);
  const cancel = useMutation(
    useCalls().jobs.cancel.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const { done, total, running, phase, trouble, checks } = build;
  const left = job?.status === 'running' ? job.secondsLeft : undefined;
  const cancelling = job?.status === 'cancelling';
  const share = total === null || total === 0 ? null : done / total;
  return (
    <section className={classes['panelBox']} aria-label="The build under way">
      <div className={classes['top']}>
        <div className={classes['row']}>
          <State state="running">{cancelling ? 'Cancelling' : PHASES[phase]}</State>
          <span className={classes['quiet']} data-figures>
            {[
              total === null ? undefined : `${formats.number(done)} of ${formats.number(total)}`,
              running.length === 0 ? undefined : namesOf(running),
              left === undefined
                ? undefined
                : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </span>
        </div>
        <Button
          className={classes['still'] ?? ''}
          variant="default"
          size="compact-sm"
          disabled={cancelling}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: build.job })}
        >
          Cancel
        </Button>
      </div>
      <Progress value={(share ?? 1) * 100} animated={share === null} aria-label="Progress of the build" />
      <p className={classes['quiet']} data-figures>
        {checkWords(checks, formats.number)}
      </p>
      <Troubles trouble={trouble} onChoose={onChoose} />
    </section>
  );
}

function namesOf(running: readonly string[]): string {
  const named = running.slice(0, NAMED).join(', ');
  return running.length > NAMED ? `${named} and ${running.length - NAMED} more` : named;
}

export function checkWords(checks: BuildPicture['checks'], number: (value: number) => string): string {
  const of = (status: keyof BuildPicture['checks']) => checks[status] ?? 0;
  const asked = Object.values(checks).reduce((sum, count) => sum + count, 0);
  if (asked === 0) return 'No check has been asked yet.';
  const failing = of('fail') + of('error') + of('runtime error');
  return [
    `${number(of('pass'))} ${of('pass') === 1 ? 'check' : 'checks'} passed`,
    of('warn') > 0 ? `${number(of('warn'))} ${of('warn') === 1 ? 'warns' : 'warn'}` : undefined,
    failing > 0 ? `${number(failing)} ${failing === 1 ? 'fails' : 'fail'}` : undefined,
    of('skipped') > 0 ? `${number(of('skipped'))} skipped` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
