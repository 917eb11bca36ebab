import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PanelTabs.module.css';

/** The parts of a panel; each is a Tabs.Panel among the children. */
export function PanelTabs({
  about,
  tabs,
  here,
  onGo,
  className,
  children,
}: {
  /** The name of what they tell about. */
  about: string;
  tabs: readonly { readonly id: string; readonly title: string }[];
  here: string;
  onGo: (id: string) => void;
  /** Sets the gap between what a tab shows. */
  className: string | undefined;
  children: ReactNode;
}) {
  return (
    <Tabs
      value={here}
      onChange={(id) => id !== null && onGo(id)}
      keepMounted={false}
      classNames={{
        list: classes['tabs'] ?? '',
        tab: classes['tab'] ?? '',
        panel: `${classes['content']} ${className ?? ''}`,
      }}
    >
      <Tabs.List aria-label={`About ${about}`}>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {children}
    </Tabs>
  );
}
