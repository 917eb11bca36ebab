import { useQuery } from '@tanstack/react-query';
import { useCalls } from '../../../client/client.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../sources.module.css';

/** What was found when the warehouse was opened: damage, a migration, what a crash left. */
export default function Notices() {
  const notices = useQuery(useCalls().warehouse.notices.queryOptions()).data ?? [];
  if (notices.length === 0) return null;
  return (
    <ul className={classes['notices']} aria-label="About the warehouse">
      {notices.map(({ message, next }) => (
        <li key={message}>
          <State state="warning">{message}</State>
          <p className={classes['quiet']}>{next}</p>
        </li>
      ))}
    </ul>
  );
}
