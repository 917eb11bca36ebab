import { Anchor, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { AuditPackage, ReviewDifference } from '../../../../shared/contract/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';
import { addressOf } from '../place.ts';
import Differences from './Differences.tsx';
import { differenceWords } from './differenceWords.ts';
import Tampered from './Tampered.tsx';

/** What came back with a package: shown first, recorded when asked to. */
export default function Review({ path }: { path: string }) {
  const calls = useCalls();
  const queries = useQueryClient();
  const review = useQuery({
    ...calls.audit.review.queryOptions({ input: { path } }),
    gcTime: 0,
    staleTime: 0,
  });
  const record = useMutation(
    calls.audit.record.mutationOptions({
      async onSuccess() {
        await Promise.all(
          [
            calls.audit.review.key({ input: { path } }),
            calls.audit.history.key(),
            calls.audit.marks.key(),
            calls.audit.latest.key(),
            calls.quality.exceptions.key(),
          ].map((queryKey) => queries.invalidateQueries({ queryKey })),
        );
      },
    }),
  );
  if (review.isError)
    return <FailureNotice failure={failureOf(review.error)} retry={() => void review.refetch()} />;
  if (review.data === undefined) return <Waiting>Reading what a reviewer wrote…</Waiting>;
  return (
    <>
      <Section title="The review in it">
        <div className={classes['box']}>
          <Standing difference={review.data} recorded={record.data} />
          <Differences difference={review.data} />
          {review.data.tamperedInAll === 0 && <State state="ok">No locked cell was changed</State>}
          {record.isError && <FailureNotice failure={failureOf(record.error)} />}
          {isNews(review.data) && record.data === undefined && (
            <div>
              <Button
                loading={record.isPending}
                onClick={() => record.mutate({ path, sha256: review.data.sha256 })}
              >
                Record the review
              </Button>
            </div>
          )}
        </div>
      </Section>
      {review.data.tamperedInAll > 0 && <Tampered difference={review.data} />}
    </>
  );
}

function isNews({ added, changed, removed }: ReviewDifference): boolean {
  return added.length + changed.length + removed.length > 0;
}

function Standing({
  difference,
  recorded,
}: {
  difference: ReviewDifference;
  recorded: AuditPackage | undefined;
}) {
  const { number } = useFormats();
  if (recorded !== undefined)
    return (
      <div role="status" className={classes['bar']}>
        <State state="ok">Recorded</State>
        <span data-figures>
          {number(recorded.marks)} {recorded.marks === 1 ? 'mark' : 'marks'},{' '}
          {number(recorded.openExceptions)} open {recorded.openExceptions === 1 ? 'exception' : 'exceptions'}.
        </span>
        <Anchor component={Link} href={addressOf({ at: 'packages', id: recorded.id })} underline="always">
          Its package
        </Anchor>
        {recorded.openExceptions > 0 && (
          <Anchor component={Link} href="/quality" underline="always">
            Open exceptions on Quality
          </Anchor>
        )}
      </div>
    );
  return (
    <p role="status" data-figures>
      {differenceWords(difference, number)}
    </p>
  );
}
