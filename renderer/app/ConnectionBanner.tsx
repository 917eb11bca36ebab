import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useConnection, useConnectionState } from '../client/client.tsx';
import classes from './ConnectionBanner.module.css';

/** A drop that heals faster than this, in ms, is not worth a word. */
const WORTH_SAYING = 800;

export function ConnectionBanner() {
  const connection = useConnection();
  const state = useConnectionState();
  const down = state === 'lost' || state === 'refused';
  const shown = useLate(down);
  return (
    <div role="status">
      {shown && down && (
        <div className={classes['banner']}>
          <IconPlugConnectedX size={18} stroke={1.5} aria-hidden className={classes['icon']} />
          {state === 'refused' ? (
            <p>
              <strong>Leadline was started again and doesn’t know this page.</strong> Open the link it printed
              in its terminal; this page can be closed.
            </p>
          ) : (
            <p>
              <strong>The connection to Leadline is lost.</strong> Trying to get it back; nothing you see is
              being updated meanwhile.
            </p>
          )}
          <Button variant="default" size="compact-sm" onClick={() => connection.wake()}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}

function useLate(wanted: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!wanted) return setLate(false);
    const timer = setTimeout(() => setLate(true), WORTH_SAYING);
    return () => clearTimeout(timer);
  }, [wanted]);
  return late;
}
