import type { ReactNode } from 'react';
import classes from './WithPanel.module.css';

/** Something to look at, a graph or a list, and beside it what is known of the one that is chosen; below it where there is no room. */
export function WithPanel({
  panel,
  className,
  children,
}: {
  panel: ReactNode | null;
  /** Gives the panel its `--panel-least` and `--panel-most`. */
  className: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={`${classes['work']} ${className ?? ''}`} data-panel={panel !== null || undefined}>
      <div className={classes['look']}>{children}</div>
      {panel}
    </div>
  );
}
