import { useQuery } from '@tanstack/react-query';
import type { ConnectorDetail } from '../../../../shared/contract/sources.ts';
import { useCalls } from '../../../client/client.tsx';

/** The connector of a source; nothing while it isn't known, or is missing, which the source says itself. */
export function useConnector(id: string): ConnectorDetail | undefined {
  const options = useCalls().sources.connector.queryOptions({ input: { id } });
  return useQuery({ ...options, enabled: id !== '', retry: false }).data;
}
