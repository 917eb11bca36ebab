import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceDetail, SourceName } from '../../../../shared/contract/sources.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import BackToSources from '../BackToSources.tsx';
import { isWaiting } from '../overview/standingOf.ts';
import LoadProgress from '../run/LoadProgress.tsx';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import Backfill from './Backfill.tsx';
import More from './More.tsx';
import Preview from './Preview.tsx';
import Quotas from './Quotas.tsx';
import Remove from './Remove.tsx';
import SourceActions from './SourceActions.tsx';
import StreamState from './StreamState.tsx';
import Streams from './Streams.tsx';
import Terms from './Terms.tsx';
import ToldList from './ToldList.tsx';
import Trace from './Trace.tsx';
import { toldOf } from './told.ts';
import { useExtracting } from './useExtracting.ts';
import Waiting from './Waiting.tsx';

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

export type Looking =
  | { readonly at: 'preview' | 'state'; readonly stream: string }
  | { readonly at: 'trace' | 'backfill' | 'remove' };

function Loaded({ source }: { source: SourceDetail }) {
  const [looking, setLooking] = useState<Looking | null>(null);
  const shown = source.streams.filter(({ chosen, unsupported }) => chosen || unsupported.length > 0);
  const told = toldOf(shown);
  const { extract, check, failures } = useExtracting(source, told);
  const name = source.name as SourceName;
  const close = () => setLooking(null);
  const byDay = shown.filter(({ incremental, unsupported }) => incremental && unsupported.length === 0);
  const isStopped = source.problem !== null || source.running !== null;
  return (
    <Page
      title={source.name}
      lead={source.title || undefined}
      actions={
        <SourceActions
          source={source}
          check={check}
          extract={extract}
          {...(byDay.length > 0 && source.range.from && { onBackfill: () => setLooking({ at: 'backfill' }) })}
        />
      }
    >
      {source.running !== null && <LoadProgress job={source.running} />}
      {isWaiting(source) && <Waiting source={source} />}
      {failures.map((failure) => (
        <FailureNotice key={failure.message} failure={failure} />
      ))}
      {shown.length > 0 && <Streams source={source} onLooking={setLooking} />}
      <ToldList
        told={told}
        isStopped={isStopped}
        onAllowEmpty={(stream) => extract.start({ streams: [stream], allowEmpty: true })}
      />
      <Quotas quotas={source.quotas} />
      <Terms connector={source.connector} />
      <More source={source} onLooking={setLooking} />
      {looking?.at === 'preview' && <Preview name={name} stream={looking.stream} onClose={close} />}
      {looking?.at === 'state' && <StreamState name={name} stream={looking.stream} onClose={close} />}
      {looking?.at === 'trace' && <Trace name={name} onClose={close} />}
      {looking?.at === 'backfill' && (
        <Backfill
          streams={byDay}
          hasEnd={source.range.to}
          onClose={close}
          onRange={(backfill, streams) => {
            close();
            extract.start({ backfill, streams });
          }}
        />
      )}
      {looking?.at === 'remove' && <Remove name={name} onClose={close} />}
    </Page>
  );
}
