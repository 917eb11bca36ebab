import { IconMicroscope } from '@tabler/icons-react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import NewStudy from './NewStudy.tsx';
import { placeAt } from './place.ts';
import StudyList from './StudyList.tsx';
import StudyPage from './StudyPage.tsx';

/** What is compared with what, and what came of it each time. */
export default function Studies() {
  const workspace = useWorkspace();
  const place = placeAt(useLocationProperty(() => location.hash));
  useFresh(useCalls().studies.key());
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Studies" icon={IconMicroscope}>
        Studies are files in the folder of a workspace.
      </NoWorkspace>
    );
  if (place.at === 'new') return <NewStudy />;
  if (place.at === 'list') return <StudyList />;
  return <StudyPage key={place.name} name={place.name} tab={place.tab} />;
}
