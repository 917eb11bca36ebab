import { Anchor, Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SourceCard, SourceName } from '../../../../shared/contract/sources.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import { standingOf } from './standingOf.ts';

/** Platforms and shops that are connected, and how each stands. */
export default function Connectors() {
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const formats = useFormats();
  const sources = useQuery(calls.list.queryOptions());
  const extract = useMutation(
    calls.extract.mutationOptions({
      onError: (error) => notifyFailure(failureOf(error)),
      onSuccess: () => queries.invalidateQueries({ queryKey: calls.key() }),
    }),
  );
  const connect = (
    <Button component={Link} href={addressOf({ at: 'gallery' })} variant="default">
      Connect a source
    </Button>
  );
  const found = sources.data ?? [];
  return (
    <Section title="Connected sources" actions={found.length > 0 && connect}>
      {sources.isError && (
        <FailureNotice failure={failureOf(sources.error)} retry={() => void sources.refetch()} />
      )}
      {sources.data?.length === 0 && (
        <EmptyState icon={IconPlugConnected} title="Nothing is connected yet" action={connect}>
          Choose a platform, a shop or public statistics to read into RAW. Several need no key.
        </EmptyState>
      )}
      {found.length > 0 && (
        <Table
          caption="Connected sources"
          columns={columnsFor(formats, (name) =>
            extract.mutate({ name: name as SourceName, streams: [], fullRefresh: false, allowEmpty: false }),
          )}
          rows={found}
          rowId={({ name }) => name}
        />
      )}
    </Section>
  );
}

function columnsFor(formats: Formats, onExtract: (name: string) => void): Column<SourceCard>[] {
  return [
    {
      id: 'source',
      title: 'Source',
      cell: ({ name }) => (
        <Anchor component={Link} href={addressOf({ at: 'source', name })}>
          {name}
        </Anchor>
      ),
    },
    { id: 'connector', title: 'Connector', cell: ({ title }) => title },
    {
      id: 'standing',
      title: 'Standing',
      cell: (source) => {
        const { state, words } = standingOf(source);
        return <State state={state}>{words}</State>;
      },
    },
    {
      id: 'when',
      title: 'Last extraction',
      cell: ({ streams }) => {
        const at = streams
          .flatMap(({ last }) => last?.at ?? [])
          .sort()
          .at(-1);
        return at === undefined ? (
          'never'
        ) : (
          <time className={classes['when']} dateTime={at} title={formats.instant(at)}>
            {formats.ago(at)}
          </time>
        );
      },
    },
    {
      id: 'rows',
      title: 'Rows brought',
      figures: true,
      cell: ({ streams }) =>
        streams.every(({ last }) => last === null)
          ? ''
          : formats.number(streams.reduce((sum, { last }) => sum + (last?.rows ?? 0), 0)),
    },
    {
      id: 'extract',
      title: 'Extract',
      quiet: true,
      cell: ({ name, problem, running }) => (
        <Button
          variant="default"
          size="compact-sm"
          disabled={problem !== null || running !== null}
          aria-label={`Extract ${name}`}
          onClick={() => onExtract(name)}
        >
          Extract
        </Button>
      ),
    },
  ];
}
