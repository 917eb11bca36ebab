import { Button } from '@mantine/core';
import { IconChartAreaLine } from '@tabler/icons-react';
import type { ForecastAsked } from '../../../shared/contract/forecast.ts';
import { failureOf } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import Expected from './Expected.tsx';
import Making from './Making.tsx';
import Alerts from './signals/Alerts.tsx';
import ScenarioPart from './signals/ScenarioPart.tsx';
import Tested from './Tested.tsx';
import { useOutlook } from './useOutlook.ts';

/** One outcome: what is expected, what the tests said, what alerts are worth, what a louder signal would change. */
export default function OutlookParts({ asked, label }: { asked: ForecastAsked; label: string }) {
  const found = useOutlook(asked);
  const again = () => void found.refetch();
  if (found.isFetching && found.data === undefined) return <Making label={label} />;
  if (found.isError) {
    const failure = failureOf(found.error);
    if (failure.code === 'CANCELLED')
      return (
        <EmptyState
          icon={IconChartAreaLine}
          title={`The forecast of ${label} was stopped`}
          action={<Button onClick={again}>Forecast it</Button>}
        >
          Nothing of it was kept. It takes a few seconds when it is made anew.
        </EmptyState>
      );
    if (failure.code !== 'BAD_INPUT') return <FailureNotice failure={failure} retry={again} />;
    return (
      <EmptyState icon={IconChartAreaLine} title={failure.message}>
        {failure.next}
      </EmptyState>
    );
  }
  if (found.data === undefined) return <Making label={label} />;
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
