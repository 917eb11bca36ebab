import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useCalls, useJobs, useWorkspace } from '../../../client/client.tsx';

/** Asks again about the models whenever a file of the workspace changed, or a piece of work ended. */
export function useFreshModels(): void {
  const calls = useCalls();
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
    void queries.invalidateQueries({ queryKey: calls.models.key() });
  }, [stand, calls, queries]);
}
