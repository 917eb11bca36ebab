import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OpenStudy, PairView } from '../../../../shared/contract/explorer.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../explorer.module.css';
import { HeatChart } from '../findings/HeatChart.tsx';
import type { Called } from '../study/called.ts';
import type { Chosen, PickPair } from '../study/chosen.ts';

interface PlatformHeatProps {
  readonly study: OpenStudy;
  readonly view: PairView;
  readonly chosen: Chosen;
  readonly called: Called;
  readonly onPick: PickPair;
}

/** The same trend on every platform, at every lead. */
export function PlatformHeat({ study, view, called, chosen, onPick }: PlatformHeatProps) {
  const column = (['trend', 'category'] as const).find((name) => typeof view.about[name] === 'string');
  const value = column === undefined ? '' : (view.about[column] ?? '');
  const answer = useQuery(
    useCalls().explorer.heat.queryOptions({
      input: {
        study: study.study,
        of: 'platform-lead',
        outcome: view.outcome,
        about: { column: column ?? 'trend', value },
      },
      enabled: column !== undefined && study.about.signals.includes('platform'),
      placeholderData: keepPreviousData,
    }),
  );
  if (answer.isError)
    return <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />;
  if (answer.data === undefined) return null;
  return (
    <div className={classes['panel']}>
      <HeatChart
        title={`Platform × lead for ${called.value(column ?? 'trend', value)}`}
        rowName="Platform"
        columnName={`Lead in ${view.grain}s`}
        view={answer.data}
        byLead
        {...{ called, chosen }}
        onPick={onPick}
      />
    </div>
  );
}
