import { IconDatabaseImport } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useNavigation } from '../../app/navigation.tsx';
import { useWorkspace } from '../../client/client.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import AddFiles from './add/AddFiles.tsx';
import Bring from './bring/Bring.tsx';
import { Change, Connect } from './connect/Connect.tsx';
import Gallery from './gallery/Gallery.tsx';
import Overview from './overview/Overview.tsx';
import { type Place, placeAt } from './place.ts';
import Rejected from './Rejected.tsx';
import RelationRows from './rows/RelationRows.tsx';
import RunningLoad from './run/RunningLoad.tsx';
import SourcePage from './source/SourcePage.tsx';

/** What came from where: connected sources and files. */
export default function Sources() {
  const workspace = useWorkspace();
  const hash = useLocationProperty(() => location.hash);
  useKeyboardAtHeading(hash);
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Sources" icon={IconDatabaseImport}>
        What you load is kept in the warehouse of a workspace.
      </NoWorkspace>
    );
  return <Here place={placeAt(hash)} />;
}

function Here({ place }: { place: Place }) {
  switch (place.at) {
    case 'add':
      return <AddFiles key={place.paths.join('\n')} paths={place.paths} />;
    case 'load':
      return <RunningLoad job={place.job} />;
    case 'rows':
      return <RelationRows key={place.relation} relation={place.relation} />;
    case 'rejected':
      return <Rejected load={place.load} />;
    case 'gallery':
      return <Gallery />;
    case 'bring':
      return <Bring />;
    case 'connect':
      return <Connect key={place.connector} connector={place.connector} />;
    case 'change':
      return <Change key={place.name} name={place.name} />;
    case 'source':
      return <SourcePage key={place.name} name={place.name} />;
    case 'overview':
      return <Overview />;
  }
}

/** A part of the screen with an address of its own is arrived at like a screen. */
function useKeyboardAtHeading(hash: string): void {
  const { pane } = useNavigation();
  const shown = useRef(hash);
  useEffect(() => {
    if (shown.current === hash) return;
    shown.current = hash;
    pane.current?.querySelector('h1')?.focus();
    pane.current?.scrollTo({ top: 0 });
  }, [hash, pane]);
}
