import { IconChartAreaLine } from '@tabler/icons-react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import ForecastPage from './ForecastPage.tsx';
import { placeAt } from './place.ts';

/** What is expected of each outcome, how sure that is, and whether its signals help. */
export default function Forecast() {
  const workspace = useWorkspace();
  const hash = useLocationProperty(() => location.hash);
  useFresh(useCalls().forecast.key());
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Forecast" icon={IconChartAreaLine}>
        Forecasts are made of the outcomes of a workspace.
      </NoWorkspace>
    );
  return <ForecastPage place={placeAt(hash)} />;
}
