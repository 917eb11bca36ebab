import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useCalls, useJobs } from '../../../client/client.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { addressOf } from '../place.ts';
import { useRunWords } from '../run/useRunWords.ts';
import classes from '../sources.module.css';

/** Loads that are under way, also those another window or the page before a reload began. */
export default function Running() {
  const runs = useQuery(useCalls().files.runs.queryOptions()).data ?? [];
  const jobs = useJobs();
  const words = useRunWords();
  const running = runs.flatMap((run) => {
    const job = jobs.find(({ id }) => id === run.job);
    return !run.dry && job && (job.status === 'running' || job.status === 'cancelling') ? [job] : [];
  });
  if (running.length === 0) return null;
  return (
    <Section title="Loading now">
      <ul className={classes['lines']}>
        {running.map((job) => (
          <li key={job.id} className={classes['line']}>
            <State state="running">
              <Anchor component={Link} href={addressOf({ at: 'load', job: job.id })}>
                {job.title}
              </Anchor>
            </State>
            <span className={classes['quiet']} data-figures>
              {words(job)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
