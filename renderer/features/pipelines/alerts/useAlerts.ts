import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notifyDone } from '../../../app/toasts.ts';
import { useCalls } from '../../../client/client.tsx';

export function useAlerts() {
  return useQuery(useCalls().pipelines.alerts.queryOptions());
}

/** Saving any part of the alerts writes them whole: the form of each part begins with what is there. */
export function useSaveAlerts(done: (message: string) => void = notifyDone) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  return useMutation(
    calls.saveAlerts.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries({ queryKey: calls.alerts.key() });
        await queries.invalidateQueries({ queryKey: calls.offers.key() });
        done('alerts.yml is saved.');
      },
    }),
  );
}
