import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

/** Says why there is nothing here and what puts something here. */
export function EmptyState({
  icon: Glyph,
  title,
  children,
  action,
}: {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes['empty']}>
      <span className={classes['icon']}>
        <Glyph size={22} stroke={1.5} aria-hidden />
      </span>
      <p className={classes['title']}>{title}</p>
      {children !== undefined && <div className={classes['words']}>{children}</div>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}
