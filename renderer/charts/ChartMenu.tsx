import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconFileTypeCsv,
  IconFileTypePng,
  IconFileTypeSvg,
  IconTable,
} from '@tabler/icons-react';
import { memo } from 'react';

export interface ChartActions {
  readonly toggleTable: () => void;
  readonly copy: () => void;
  readonly png: () => void;
  readonly svg: () => void;
  readonly csv: () => void;
}

/** What can be taken away from a chart. */
export const ChartMenu = memo(function ChartMenu({
  title,
  asTable,
  actions,
}: {
  title: string;
  asTable: boolean;
  actions: ChartActions;
}) {
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} aria-label={`More about “${title}”`}>
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable {...icon} />} onClick={actions.toggleTable}>
          {asTable ? 'View as chart' : 'View as table'}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={actions.copy}>
          Copy the figures
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconFileTypePng {...icon} />} onClick={actions.png}>
          Save as PNG
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeSvg {...icon} />} onClick={actions.svg}>
          Save as SVG
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv {...icon} />} onClick={actions.csv}>
          Save as CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
