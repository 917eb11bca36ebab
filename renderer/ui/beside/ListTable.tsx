import type { ReactNode } from 'react';
import classes from './ListTable.module.css';

/** What a graph shows as rows, in a frame as high as the graph's, with titles that stay in sight. */
export function ListTable({
  caption,
  className,
  children,
}: {
  /** Told to those who listen; the page shows it in other ways. */
  caption: string;
  className: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={classes['scroll']}>
      <table className={`${classes['table']} ${className ?? ''}`}>
        <caption className={classes['caption']}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}
