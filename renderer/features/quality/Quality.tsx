import { IconShieldCheck } from '@tabler/icons-react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useWorkspace } from '../../client/client.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import CheckPage from './check/CheckPage.tsx';
import Overview from './overview/Overview.tsx';
import { placeAt } from './place.ts';
import { useFreshQuality } from './useFreshQuality.ts';
import { useKeyboardAtHeading } from './useKeyboardAtHeading.ts';

/** Which checks speak against the data, on which rows, and since when. */
export default function Quality() {
  const workspace = useWorkspace();
  const hash = useLocationProperty(() => location.hash);
  useFreshQuality();
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
