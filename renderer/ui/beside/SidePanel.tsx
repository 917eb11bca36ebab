import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand, IconX } from '@tabler/icons-react';
import { type ReactNode, type Ref, useId } from 'react';
import classes from './SidePanel.module.css';

/** What is known of the one that is chosen, beside the graph or over all its width. */
export function SidePanel({
  ref,
  name,
  facts,
  wide,
  onWide,
  onClose,
  children,
}: {
  ref: Ref<HTMLElement>;
  name: string;
  /** What stands under the name. */
  facts: ReactNode;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const title = useId();
  return (
    <section ref={ref} className={classes['panel']} aria-labelledby={title} data-wide={wide || undefined}>
      <header className={classes['head']}>
        <div className={classes['words']}>
          <h2 id={title} className={classes['title']}>
            {name}
          </h2>
          {facts}
        </div>
        <div className={classes['buttons']}>
          <Tooltip label={wide ? 'Beside the graph' : 'All the width'}>
            <ActionIcon
              className={classes['widen'] ?? ''}
              aria-label={wide ? 'Put the panel beside the graph' : 'Give the panel all the width'}
              onClick={() => onWide(!wide)}
            >
              {wide ? (
                <IconLayoutSidebarRightCollapse size={18} stroke={1.5} aria-hidden />
              ) : (
                <IconLayoutSidebarRightExpand size={18} stroke={1.5} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={`Close ${name}`} onClick={onClose}>
            <IconX size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </div>
      </header>
      {children}
    </section>
  );
}
