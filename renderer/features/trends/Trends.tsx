import { IconTags } from '@tabler/icons-react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import { partAt } from './place.ts';
import TrendsPage from './TrendsPage.tsx';

/** What kind of trend each is, which products it is about, and which kinds move which products. */
export default function Trends() {
  const workspace = useWorkspace();
  const hash = useLocationProperty(() => location.hash);
  const calls = useCalls();
  useFresh(calls.trends.key());
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Trends" icon={IconTags}>
        Trends are those of a workspace.
      </NoWorkspace>
    );
  return <TrendsPage part={partAt(hash)} />;
}
