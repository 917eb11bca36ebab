import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../models.module.css';

const DEMO_ROWS = 100_000;
const NAMED = 6;

/** Sources that nothing was loaded into: what reads them can't be built. */
export default function NotLoaded({ relations, demo }: { relations: readonly string[]; demo: boolean }) {
  const { number } = useFormats();
  const jobs = useJobs();
  const make = useMutation(
    useCalls().models.demo.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  if (relations.length === 0) return null;
  const job = jobs.find(({ id }) => id === make.data?.job);
  const running = job?.status === 'running' || job?.status === 'cancelling';
  const rest = relations.length - NAMED;
  return (
    <div className={classes['panelBox']}>
      <State state="idle">
        {relations.length === 1
          ? 'A source is not loaded yet'
          : `${number(relations.length)} sources are not loaded yet`}
      </State>
      <p className={classes['quiet']}>
        {relations.slice(0, NAMED).join(', ')}
        {rest > 0 && ` and ${number(rest)} more`}. What reads {relations.length === 1 ? 'it' : 'them'} can’t
        be built before.
      </p>
      <div className={classes['row']}>
        <Button component={Link} href="/sources#add" variant={demo ? 'default' : 'filled'}>
          Add files
        </Button>
        {demo && (
          <Button loading={make.isPending || running} onClick={() => make.mutate({ rows: DEMO_ROWS })}>
            Make demo data: {number(DEMO_ROWS)} orders
          </Button>
        )}
        {running && <span className={classes['quiet']}>{job.progress?.step}</span>}
      </div>
    </div>
  );
}
