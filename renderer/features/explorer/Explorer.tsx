import { IconChartHistogram } from '@tabler/icons-react';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';

export default function Explorer() {
  return (
    <NoWorkspace title="Lag explorer" icon={IconChartHistogram}>
      This looks into a workspace.
    </NoWorkspace>
  );
}
