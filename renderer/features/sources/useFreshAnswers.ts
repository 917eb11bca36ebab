import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useCalls, useJobs } from '../../client/client.tsx';

/** Asks again about the warehouse and its loads whenever a piece of work began or ended. */
export function useFreshAnswers(): void {
  const calls = useCalls();
  const queries = useQueryClient();
  const stand = useJobs()
    .map(({ id, status }) => `${id} ${status}`)
    .join();
  const seen = useRef(stand);
  useEffect(() => {
    if (seen.current === stand) return;
    seen.current = stand;
    void queries.invalidateQueries({ queryKey: calls.warehouse.key() });
    void queries.invalidateQueries({ queryKey: calls.files.runs.key() });
    void queries.invalidateQueries({ queryKey: calls.sources.key() });
  }, [stand, calls, queries]);
}
