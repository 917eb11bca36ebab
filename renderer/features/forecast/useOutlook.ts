import { useQuery } from '@tanstack/react-query';
import type { ForecastAsked } from '../../../shared/contract/forecast.ts';
import { failureOf, useCalls } from '../../client/client.tsx';

/** The forecast that is asked for. What a person stopped isn't begun again by itself, whatever else becomes fresh. */
export function useOutlook(asked: ForecastAsked) {
  return useQuery({
    ...useCalls().forecast.outlook.queryOptions({ input: asked }),
    enabled: ({ state }) => state.error === null || failureOf(state.error).code !== 'CANCELLED',
  });
}
