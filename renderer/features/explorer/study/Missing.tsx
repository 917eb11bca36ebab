import { IconAlertTriangle } from '@tabler/icons-react';
import type { OpenStudy } from '../../../../shared/contract/explorer.ts';
import classes from '../explorer.module.css';

/** What a study lacks, which stops nothing: one quiet list, so that what it found still comes first. */
export function Missing({ problems }: { problems: OpenStudy['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="What this study lacks" className={classes['missing']}>
      {problems.map(({ message, next }) => (
        <li key={message} className={classes['lack']}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <p>
            {message} <span className={classes['quiet']}>{next}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
