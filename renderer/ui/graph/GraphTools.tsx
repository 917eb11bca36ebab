import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import classes from './graph.module.css';

/** What the wheel and the fingers do, for whoever has neither. */
export default function GraphTools({ onSeeAll }: { onSeeAll: () => void }) {
  const flow = useReactFlow();
  const tools = [
    { label: 'Zoom in', icon: IconZoomIn, run: () => flow.zoomIn({ duration: 120 }) },
    { label: 'Zoom out', icon: IconZoomOut, run: () => flow.zoomOut({ duration: 120 }) },
    { label: 'See all', icon: IconMaximize, run: async () => onSeeAll() },
  ];
  return (
    <div className={classes['tools']}>
      {tools.map(({ label, icon: Glyph, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={() => void run()}>
            <Glyph size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
