import { IconChartAreaLine } from '@tabler/icons-react';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';

export default function Forecast() {
  return (
    <NoWorkspace title="Forecast" icon={IconChartAreaLine}>
      This looks into a workspace.
    </NoWorkspace>
  );
}
