import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { SourceDetail, SourceName } from '../../../../shared/contract/sources.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import BackToSources from '../BackToSources.tsx';
import { addressOf } from '../place.ts';
import LoadProgress from '../run/LoadProgress.tsx';
import classes from '../sources.module.css';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import Backfill from './Backfill.tsx';
import Preview from './Preview.tsx';
import Remove from './Remove.tsx';
import StreamState from './StreamState.tsx';
import StreamTable from './StreamTable.tsx';
import Trace from './Trace.tsx';

/** One source: what it brought, how far, what went wrong, and what can be done about it. */
export default function SourcePage({ name }: { name: string }) {
  useFreshAnswers();
  const source = useQuery(useCalls().sources.source.queryOptions({ input: { name: name as SourceName } }));
  if (source.isError)
    return (
      <Page title={name} actions={<BackToSources />}>
        <FailureNotice failure={failureOf(source.error)} retry={() => void source.refetch()} />
      </Page>
    );
  return source.data ? <Loaded source={source.data} /> : null;
}

type Looking =
  | { readonly at: 'preview' | 'state'; readonly stream: string }
  | { readonly at: 'trace' | 'backfill' | 'remove' };

function Loaded({ source }: { source: SourceDetail }) {
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const [looking, setLooking] = useState<Looking | null>(null);
  const name = source.name as SourceName;
  const close = () => setLooking(null);
  const extract = useMutation(
    calls.extract.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: calls.key() }),
    }),
  );
  const check = useMutation(
    calls.check.mutationOptions({
      onSuccess: ({ milliseconds }) => notifyDone(`${source.title} answered after ${milliseconds} ms.`),
    }),
  );
  const isStopped = source.problem !== null || source.running !== null;
  const usual = { name, streams: [], fullRefresh: false, allowEmpty: false };
  return (
    <Page
      title={source.name}
      lead={source.title}
      actions={
        <>
          <BackToSources />
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate({ name })}>
            Test the connection
          </Button>
          <Button.Group>
            <Button
              disabled={isStopped}
              loading={extract.isPending}
              leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
              onClick={() => extract.mutate(usual)}
            >
              Extract
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button disabled={isStopped} px="xs" aria-label="Other ways to extract">
                  <IconChevronDown size={16} stroke={1.75} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => extract.mutate({ ...usual, fullRefresh: true })}>
                  From the beginning, in place of what is there
                </Menu.Item>
                <Menu.Item onClick={() => setLooking({ at: 'backfill' })}>A range of the past…</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Button.Group>
        </>
      }
    >
      {source.running !== null && <LoadProgress job={source.running} />}
      {source.problem !== null && <FailureNotice failure={source.problem} />}
      {check.isError && <FailureNotice failure={failureOf(check.error)} />}
      {extract.isError && <FailureNotice failure={failureOf(extract.error)} />}
      <Section title="Streams" description="Each is a relation in RAW, and one that fails stops no other.">
        <StreamTable
          source={source}
          onPreview={(stream) => setLooking({ at: 'preview', stream })}
          onState={(stream) => setLooking({ at: 'state', stream })}
        />
      </Section>
      <Section title="More">
        <div className={classes['buttons']}>
          <Button component={Link} variant="default" href={addressOf({ at: 'change', name })}>
            Settings
          </Button>
          <Button variant="default" onClick={() => setLooking({ at: 'trace' })}>
            Requests of the last time
          </Button>
          <Button variant="default" onClick={() => setLooking({ at: 'remove' })}>
            Remove…
          </Button>
        </div>
      </Section>
      {looking?.at === 'preview' && <Preview name={name} stream={looking.stream} onClose={close} />}
      {looking?.at === 'state' && <StreamState name={name} stream={looking.stream} onClose={close} />}
      {looking?.at === 'trace' && <Trace name={name} onClose={close} />}
      {looking?.at === 'backfill' && (
        <Backfill
          onClose={close}
          onRange={(backfill) => {
            close();
            extract.mutate({ ...usual, backfill });
          }}
        />
      )}
      {looking?.at === 'remove' && <Remove name={name} onClose={close} />}
    </Page>
  );
}
