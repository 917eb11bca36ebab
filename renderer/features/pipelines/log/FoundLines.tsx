import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import Lines from './Lines.tsx';
import classes from './log.module.css';
import type { LogPlace } from './useLogLength.ts';

const PAGE = 500;

/** Lines that hold the words looked for, a page at a time. */
export default function FoundLines({
  place,
  text,
  total,
  wrapped,
}: {
  place: LogPlace;
  text: string;
  total: number;
  wrapped: boolean;
}) {
  const { number } = useFormats();
  const found = useInfiniteQuery(
    useCalls().pipelines.log.infiniteOptions({
      input: (from: number) => ({ ...place, from, take: PAGE, text }),
      initialPageParam: 1,
      getNextPageParam(last) {
        const end = last.lines.at(-1);
        return end === undefined || last.lines.length < PAGE || end.number >= total
          ? undefined
          : end.number + 1;
      },
    }),
  );
  if (found.isError)
    return <FailureNotice failure={failureOf(found.error)} retry={() => void found.refetch()} />;
  const count = found.data?.pages[0]?.total ?? 0;
  const lines = found.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <>
      <p role="status" className={classes['quiet']} data-figures>
        {found.isPending
          ? 'Looking through the log…'
          : lines.length === 0
            ? 'No line holds these words.'
            : `${number(count)} ${count === 1 ? 'line holds' : 'lines hold'} these words.`}
      </p>
      {lines.length > 0 && (
        <section
          className={classes['frame']}
          data-wrapped={wrapped || undefined}
          aria-label="Lines that hold the words"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
          tabIndex={0}
        >
          <div className={classes['lines']}>
            {found.data?.pages.map((page, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
              <div key={at} className={classes['chunk']}>
                <Lines lines={page.lines} marked={text} />
              </div>
            ))}
          </div>
        </section>
      )}
      {found.hasNextPage && (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            Look further
          </Button>
        </div>
      )}
    </>
  );
}
