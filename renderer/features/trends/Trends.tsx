import { IconTags } from '@tabler/icons-react';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';

export default function Trends() {
  return (
    <NoWorkspace title="Trends" icon={IconTags}>
      This looks into a workspace.
    </NoWorkspace>
  );
}
