import { ActionIcon, Popover, RingProgress, UnstyledButton } from '@mantine/core';
import { IconActivity, IconCircleX } from '@tabler/icons-react';
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
  const words = [...told(running.length, 'running'), ...told(failed, 'failed')];
  return (
    <Popover position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        {running.length + failed === 0 ? (
          <ActionIcon aria-label={jobs.length === 0 ? 'Work: nothing is running' : 'Work: all done'}>
            <IconActivity size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        ) : (
          <UnstyledButton className={classes['button']} aria-label={`Work: ${words.join(', ')}`}>
            {running.length > 0 && (
              <RingProgress
                size={20}
                thickness={3}
                aria-hidden
                sections={[{ value: (share ?? 0.25) * 100, color: 'var(--ll-running)' }]}
                className={share === undefined ? classes['turning'] : undefined}
              />
            )}
            {running.length > 0 && <Count of={running.length} word="running" />}
            {failed > 0 && (
              <span className={classes['failed']}>
                <IconCircleX size={16} stroke={1.75} aria-hidden />
                <Count of={failed} word="failed" />
              </span>
            )}
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

function told(of: number, word: string): string[] {
  return of === 0 ? [] : [`${of} ${word}`];
}

/** The word gives way where there is little room, but is still spoken. */
function Count({ of, word }: { of: number; word: string }) {
  return (
    <span data-figures>
      {of} <span className={classes['word']}>{word}</span>
    </span>
  );
}
