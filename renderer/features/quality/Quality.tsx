import { IconShieldCheck } from '@tabler/icons-react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import CheckPage from './check/CheckPage.tsx';
import Overview from './overview/Overview.tsx';
import { placeAt } from './place.ts';
import { useKeyboardAtHeading } from './useKeyboardAtHeading.ts';

/** Which checks speak against the data, on which rows, and since when. */
export default function Quality() {
  const workspace = useWorkspace();
  const hash = useLocationProperty(() => location.hash);
  const calls = useCalls();
  useFresh(calls.quality.key(), calls.models.project.key());
  useKeyboardAtHeading(hash);
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Quality" icon={IconShieldCheck}>
        Checks look at the models of a workspace.
      </NoWorkspace>
    );
  const place = placeAt(hash);
  return place.at === 'check' ? <CheckPage key={place.id} id={place.id} /> : <Overview place={place} />;
}
