import { Button } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { LoadRun } from '../../../../shared/contract/files.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { lastNameOf } from '../../../ui/pathNames.ts';
import { State } from '../../../ui/State.tsx';
import BackToSources from '../BackToSources.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import { Counts } from './Counts.tsx';
import LoadProgress from './LoadProgress.tsx';

/** One load from its start to its result. It goes on whether this is looked at or not. */
export default function RunningLoad({ job }: { job: string }) {
  useFreshAnswers();
  const runs = useQuery(useCalls().files.runs.queryOptions());
  const run = runs.data?.find((one) => one.job === job);
  if (runs.isPending) return null;
  if (!run) return <Forgotten failure={runs.error} />;
  const { wish, outcome, failure } = run;
  return (
    <Page title={`Load ${namesOf(run)}`} lead={`Into ${wish.relation}`} actions={<BackToSources />}>
      <LoadProgress job={run.job} />
      {outcome && (
        <>
          <Counts outcome={outcome} />
          <div className={classes['buttons']}>
            <Button component={Link} href={addressOf({ at: 'rows', relation: wish.relation })}>
              See the rows
            </Button>
            <Button component={Link} href={addressOf({ at: 'add', paths: [] })} variant="default">
              Add more files
            </Button>
          </div>
        </>
      )}
      {failure && <Refused run={run} failure={failure} />}
    </Page>
  );
}

// The same without the option's name, which belongs to the command line.
const TWICE = 'Nothing was loaded. Load it again only if its rows are to be there twice.';

function Refused({ run, failure }: { run: LoadRun; failure: NonNullable<LoadRun['failure']> }) {
  const [, go] = useLocation();
  const again = useMutation(
    useCalls().files.load.mutationOptions({ onSuccess: ({ job }) => go(addressOf({ at: 'load', job })) }),
  );
  const duplicate = failure.code === 'FILE_DUPLICATE';
  return (
    <>
      {failure.code === 'CANCELLED' ? (
        <State state="idle">Cancelled. The file under way left nothing in RAW.</State>
      ) : (
        <FailureNotice failure={duplicate ? { ...failure, next: TWICE } : failure} />
      )}
      {again.isError && <FailureNotice failure={failureOf(again.error)} />}
      <div className={classes['buttons']}>
        <Button
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate({ ...run.wish, again: run.wish.again || duplicate })}
        >
          {duplicate ? 'Load again all the same' : 'Load again'}
        </Button>
        <Button component={Link} variant="default" href={addressOf({ at: 'add', paths: run.wish.paths })}>
          Back to its columns
        </Button>
      </div>
    </>
  );
}

function Forgotten({ failure }: { failure: unknown }) {
  return (
    <Page title="Load" actions={<BackToSources />}>
      {failure ? (
        <FailureNotice failure={failureOf(failure)} />
      ) : (
        <EmptyState icon={IconFileOff} title="This load is no longer followed">
          Leadline was started anew since. If it was finished, it is in the list of loads.
        </EmptyState>
      )}
    </Page>
  );
}

function namesOf({ wish: { paths } }: LoadRun): string {
  const [first = ''] = paths;
  return paths.length === 1 ? lastNameOf(first) : `${paths.length} files`;
}
