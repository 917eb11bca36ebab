import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useRef } from 'react';
import type { OpenStudy, PairView } from '../../../../shared/contract/explorer.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../explorer.module.css';
import { HeatChart } from '../findings/HeatChart.tsx';
import type { Called } from '../study/called.ts';
import type { PickPair } from '../study/chosen.ts';

interface PlatformHeatProps {
  readonly study: OpenStudy;
  readonly view: PairView;
  readonly lead: number;
  readonly called: Called;
  readonly onPick: PickPair;
}

/** The same trend on every platform, at every lead. */
export const PlatformHeat = memo(function PlatformHeat({
  study,
  view,
  called,
  lead,
  onPick,
}: PlatformHeatProps) {
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
  const { signal, outcome } = view;
  // Until the other one is here, what is drawn is called what it is, and isn't drawn again.
  const drawn = useRef({ value, chosen: { signal, outcome, lead } });
  if (!answer.isPlaceholderData) drawn.current = { value, chosen: { signal, outcome, lead } };
  if (answer.isError)
    return <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />;
  if (answer.data === undefined) return null;
  return (
    <div className={classes['panel']}>
      <HeatChart
        title={`Platform × lead for ${called.value(column ?? 'trend', drawn.current.value)}`}
        rowName="Platform"
        columnName={`Lead in ${view.grain}s`}
        view={answer.data}
        byLead
        called={called}
        chosen={drawn.current.chosen}
        onPick={onPick}
      />
    </div>
  );
});
