import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AskedPair, EventView } from '../../../../shared/contract/explorer.ts';
import type { Grain } from '../../../../shared/domain/grain.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { survival } from '../../../charts/plots/survival.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../explorer.module.css';

/** Spike by spike: how long until sales spike too, beside days drawn at random. */
export function EventStudy({ asked, grain }: { asked: AskedPair; grain: Grain }) {
  const { toggles: _, ...input } = asked;
  const answer = useQuery(
    useCalls().explorer.events.queryOptions({ input, placeholderData: keepPreviousData }),
  );
  return (
    <div className={classes['panel']} aria-busy={answer.isPlaceholderData}>
      {answer.isPending && <Waiting>Looking at each spike…</Waiting>}
      {answer.isError && (
        <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />
      )}
      {answer.isSuccess && <Delays view={answer.data} grain={grain} />}
    </div>
  );
}

function Delays({ view, grain }: { view: EventView; grain: Grain }) {
  const drawing = useMemo(
    () =>
      survival({
        days: view.observed.map((_, day) => day),
        spikes: { share: view.observed, lower: view.lower, upper: view.upper },
        placebo: { share: view.placebo },
        unit: `${grain}s`,
      }),
    [view, grain],
  );
  if (view.refusal !== null || view.observed.length === 0)
    return (
      <p className={classes['quiet']}>
        {view.refusal === null ? view.sentence : `${view.refusal.message} ${view.refusal.next}`}
      </p>
    );
  return (
    <Chart
      {...drawing}
      title="How soon sales spike after a spike of the signal"
      summary={`${view.sentence} ${view.signalOnsets.length} spikes of the signal, ${view.outcomeOnsets.length} of sales.`}
    />
  );
}
