import { ActionIcon, Popover, RingProgress, UnstyledButton } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useJobs } from '../client/client.tsx';
import { JobLine } from './JobLine.tsx';
import classes from './RunningWork.module.css';
import { byUrgency, isRunning, shareDone } from './work.ts';

/** What Leadline is working on, from any screen. */
export function RunningWork() {
  const jobs = useJobs();
  const running = jobs.filter(isRunning);
  const failed = jobs.filter(({ status }) => status === 'failed').length;
  const share = shareDone(running);
  const words = [running.length > 0 && `${running.length} running`, failed > 0 && `${failed} failed`].filter(
    (word) => word !== false,
  );
  return (
    <Popover position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        {words.length === 0 ? (
          <ActionIcon aria-label={jobs.length === 0 ? 'Work: nothing is running' : 'Work: all done'}>
            <IconActivity size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        ) : (
          <UnstyledButton className={classes['button']} data-failed={failed > 0 || undefined}>
            {running.length > 0 ? (
              <RingProgress
                size={20}
                thickness={3}
                aria-hidden
                sections={[{ value: (share ?? 0.25) * 100, color: 'var(--ll-running)' }]}
                className={share === undefined ? classes['turning'] : undefined}
              />
            ) : (
              <IconActivity size={18} stroke={1.5} aria-hidden />
            )}
            <span>{words.join(', ')}</span>
          </UnstyledButton>
        )}
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown']} aria-label="Work">
        {jobs.length === 0 ? (
          <p className={classes['empty']}>Nothing is running. Long work shows here with its progress.</p>
        ) : (
          <ul className={classes['list']}>
            {byUrgency(jobs).map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
