import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SourceDetail, SourceName } from '../../../../shared/contract/sources.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { listWords } from '../listWords.ts';
import classes from '../sources.module.css';
import type { Looking } from './SourcePage.tsx';
import StreamTable from './StreamTable.tsx';
import { useConnector } from './useConnector.ts';

/** The streams of a source, and those that are only known by asking it. */
export default function Streams({
  source,
  onLooking,
}: {
  source: SourceDetail;
  onLooking: (looking: Looking) => void;
}) {
  const calls = useCalls();
  const catalog = useQuery(calls.warehouse.catalog.queryOptions());
  const inRaw = new Set<string>(catalog.data?.map(({ name }) => name));
  const connector = useConnector(source.connector);
  const discover = useMutation(calls.sources.discover.mutationOptions());
  const known = new Set(source.streams.map(({ name }) => name));
  const found = discover.data?.filter(({ name }) => !known.has(name)).map(({ title }) => title);
  return (
    <Section
      title="Streams"
      description="Each is a relation in RAW, and one that fails stops no other."
      actions={
        connector?.dynamic === true && (
          <Button
            variant="default"
            disabled={source.problem !== null}
            loading={discover.isPending}
            onClick={() => discover.mutate({ name: source.name as SourceName })}
          >
            Look for more streams
          </Button>
        )
      }
    >
      {discover.isError && <FailureNotice failure={failureOf(discover.error)} />}
      {found !== undefined && (
        <p className={classes['wrapping']} role="status">
          {found.length === 0
            ? 'There are no others than these.'
            : `Found: ${listWords(found)}. The next extraction reads ${found.length === 1 ? 'it' : 'them'}.`}
        </p>
      )}
      <StreamTable
        source={source}
        inRaw={inRaw}
        onPreview={(stream) => onLooking({ at: 'preview', stream })}
        onState={(stream) => onLooking({ at: 'state', stream })}
      />
    </Section>
  );
}
