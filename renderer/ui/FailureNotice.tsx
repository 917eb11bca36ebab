import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { Failure } from '../../shared/errors/failure.ts';
import { CopyButton } from './CopyButton.tsx';
import classes from './FailureNotice.module.css';

/** A failure as a person meets it: what failed and why, what to do, where in which file, and how to ask for help. */
export function FailureNotice({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const { message, next, subject, problems = [], reference } = failure;
  return (
    <div role="alert" className={classes['notice']}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden className={classes['icon']} />
      <div className={classes['words']}>
        <p className={classes['message']}>{message}</p>
        <p className={classes['next']}>{next}</p>
        {subject !== undefined && <code className={classes['subject']}>{subject}</code>}
        {problems.length > 0 && (
          <ul className={classes['problems']}>
            {problems.map(({ file, line, column, message: what }) => (
              <li key={`${file}:${line}:${column}:${what}`}>
                <code>{`${file}:${line}:${column}`}</code> {what}
              </li>
            ))}
          </ul>
        )}
        {(retry !== undefined || reference !== undefined) && (
          <div className={classes['actions']}>
            {retry !== undefined && (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
                onClick={retry}
              >
                Try again
              </Button>
            )}
            {reference !== undefined && (
              <>
                <CopyButton value={reference} label="Copy reference" />
                <code className={classes['reference']}>{reference}</code>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
