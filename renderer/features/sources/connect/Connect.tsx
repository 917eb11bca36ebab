import { useQuery } from '@tanstack/react-query';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import BackToSources from '../BackToSources.tsx';
import Settings from './Settings.tsx';

/** A new source of a connector. */
export function Connect({ connector }: { connector: string }) {
  const detail = useQuery(useCalls().sources.connector.queryOptions({ input: { id: connector } }));
  const known = useQuery(useCalls().sources.list.queryOptions());
  if (detail.isError) return <Refused failure={detail.error} retry={() => void detail.refetch()} />;
  if (known.isError) return <Refused failure={known.error} retry={() => void known.refetch()} />;
  if (!detail.data || !known.data) return null;
  return <Settings connector={detail.data} source={null} taken={known.data.map(({ name }) => name)} />;
}

/** The settings of a source that is there. */
export function Change({ name }: { name: string }) {
  const calls = useCalls().sources;
  const source = useQuery(calls.source.queryOptions({ input: { name: name as never } }));
  const connector = source.data?.connector || undefined;
  const detail = useQuery({
    ...calls.connector.queryOptions({ input: { id: connector ?? '' } }),
    enabled: connector !== undefined,
  });
  if (source.isError) return <Refused failure={source.error} retry={() => void source.refetch()} />;
  if (detail.isError) return <Refused failure={detail.error} retry={() => void detail.refetch()} />;
  if (source.data?.problem && connector === undefined)
    return (
      <Page title={`Settings of ${name}`} actions={<BackToSources />}>
        <FailureNotice failure={source.data.problem} />
      </Page>
    );
  if (!source.data || !detail.data) return null;
  return <Settings connector={detail.data} source={source.data} taken={[]} />;
}

function Refused({ failure, retry }: { failure: unknown; retry: () => void }) {
  return (
    <Page title="Not to be found" actions={<BackToSources />}>
      <FailureNotice failure={failureOf(failure)} retry={retry} />
    </Page>
  );
}
