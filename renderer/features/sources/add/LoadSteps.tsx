import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { FilePreview, Reading } from '../../../../shared/contract/files.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import { Counts } from '../run/Counts.tsx';
import LoadProgress from '../run/LoadProgress.tsx';
import classes from '../sources.module.css';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import { type Draft, wishOf } from './draft.ts';

interface LoadStepsProps {
  paths: readonly string[];
  reading: Reading;
  preview: FilePreview;
  draft: Draft;
  ready: boolean;
}

/** Try it without writing, then load. */
export default function LoadSteps({ paths, reading, preview, draft, ready }: LoadStepsProps) {
  useFreshAnswers();
  const calls = useCalls();
  const [, go] = useLocation();
  const runs = useQuery(calls.files.runs.queryOptions());
  const trial = useMutation(calls.files.dryRun.mutationOptions());
  const load = useMutation(
    calls.files.load.mutationOptions({ onSuccess: ({ job }) => go(addressOf({ at: 'load', job })) }),
  );
  const wish = () => wishOf(paths, reading, preview, draft);
  const tried = runs.data?.find(({ job }) => job === trial.data?.job);
  const failed = load.error ?? trial.error;
  return (
    <Section
      title="Load"
      description="A dry run reads everything and counts what would be loaded and rejected, without writing."
    >
      {failed !== null && <FailureNotice failure={failureOf(failed)} />}
      {trial.data && <LoadProgress job={trial.data.job} />}
      {tried?.failure && <FailureNotice failure={tried.failure} />}
      {tried?.outcome && <Counts outcome={tried.outcome} dry />}
      <div className={classes['buttons']}>
        <Button loading={load.isPending} disabled={!ready} onClick={() => load.mutate(wish())}>
          Load
        </Button>
        <Button
          variant="default"
          loading={trial.isPending}
          disabled={!ready}
          onClick={() => trial.mutate(wish())}
        >
          Dry run
        </Button>
      </div>
    </Section>
  );
}
