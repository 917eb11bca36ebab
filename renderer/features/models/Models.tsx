import { IconSchema } from '@tabler/icons-react';
import { useWorkspace } from '../../client/client.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import ProjectScreen from './project/ProjectScreen.tsx';

/** The staging, core and analytics layers: how they come to be, and how they stand. */
export default function Models() {
  const workspace = useWorkspace();
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Models" icon={IconSchema}>
        Models are SQL files in the folder of a workspace.
      </NoWorkspace>
    );
  return <ProjectScreen key={workspace.path} />;
}
