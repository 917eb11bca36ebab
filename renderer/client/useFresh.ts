import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useJobs, useWorkspace } from './client.tsx';

/** Asks again for these whenever a file of the workspace changed, or a piece of work ended. */
export function useFresh(...keys: readonly QueryKey[]): void {
  const queries = useQueryClient();
  const revision = useWorkspace()?.revision ?? 0;
  const ended = useJobs()
    .filter(({ status }) => status !== 'running' && status !== 'cancelling')
    .map(({ id }) => id)
    .join();
  const stand = `${revision} ${ended}`;
  const seen = useRef(stand);
  useEffect(() => {
    if (seen.current === stand) return;
    seen.current = stand;
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  }, [stand, keys, queries]);
}
