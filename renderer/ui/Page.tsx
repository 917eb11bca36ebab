import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './Page.module.css';

/** One screen: its title in the window and as the heading, what can be done with it as a whole, and its content. */
export function Page({
  title,
  lead,
  actions,
  aside,
  wide = false,
  children,
}: {
  title: string;
  /** One sentence on what the screen is for. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** Beside the content where there is room, below it where not. */
  aside?: ReactNode;
  /** For what is looked at rather than read: it takes all the room there is. */
  wide?: boolean;
  children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} – Leadline`;
  }, [title]);
  return (
    <div className={classes['page']} data-wide={wide || undefined}>
      <header className={classes['head']}>
        <div className={classes['words']}>
          <Title order={1} tabIndex={-1} className={classes['title']}>
            {title}
          </Title>
          {lead !== undefined && <p className={classes['lead']}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      <div className={classes['body']} data-aside={aside !== undefined || undefined}>
        <div className={classes['content']}>{children}</div>
        {aside !== undefined && <aside className={classes['aside']}>{aside}</aside>}
      </div>
    </div>
  );
}
