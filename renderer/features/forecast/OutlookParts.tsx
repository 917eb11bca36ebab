import { IconChartAreaLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ForecastAsked } from '../../../shared/contract/forecast.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import Expected from './Expected.tsx';
import Alerts from './signals/Alerts.tsx';
import ScenarioPart from './signals/ScenarioPart.tsx';
import Tested from './Tested.tsx';

/** One outcome: what is expected, what the tests said, what alerts are worth, what a louder signal would change. */
export default function OutlookParts({ asked }: { asked: ForecastAsked }) {
  const found = useQuery(useCalls().forecast.outlook.queryOptions({ input: asked }));
  if (found.isError) {
    const failure = failureOf(found.error);
    if (failure.code !== 'BAD_INPUT')
      return <FailureNotice failure={failure} retry={() => void found.refetch()} />;
    return (
      <EmptyState icon={IconChartAreaLine} title={failure.message}>
        {failure.next}
      </EmptyState>
    );
  }
  if (found.data === undefined)
    return <Waiting>Forecasting {asked.outcome}, and trying it on past days</Waiting>;
  return (
    <>
      <Expected outlook={found.data} />
      <Tested outlook={found.data} />
      {found.data.signals.length > 0 && (
        <>
          <ScenarioPart key={`scenario ${JSON.stringify(asked)}`} asked={asked} outlook={found.data} />
          <Alerts key={`alerts ${JSON.stringify(asked)}`} asked={asked} />
        </>
      )}
    </>
  );
}
