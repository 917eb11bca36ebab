import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Waiting.module.css';

/** What is waited for, said once the wait is long enough to notice: what comes at once would only flicker. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <p className={classes['waiting']} role="status">
      <Loader size="xs" type="dots" aria-hidden />
      {children}
    </p>
  );
}
