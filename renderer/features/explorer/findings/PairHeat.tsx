import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { OpenStudy } from '../../../../shared/contract/explorer.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../explorer.module.css';
import type { Called } from '../study/called.ts';
import type { Chosen, PickPair } from '../study/chosen.ts';
import type { ChangeView } from '../study/useExplorerView.ts';
import { HeatChart } from './HeatChart.tsx';

const KINDS = [
  { value: 'category-product', label: 'Category × product', rows: 'category' },
  { value: 'trend-product', label: 'Trend × product', rows: 'trend' },
] as const;
/** All pairs at once; each cell is the strongest of its pairs, and a click looks into it. */
export const PairHeat = memo(function PairHeat({
  study,
  called,
  chosen,
  kind,
  change,
  onPick,
}: {
  study: OpenStudy;
  called: Called;
  chosen: Chosen | null;
  kind: string | null;
  change: ChangeView;
  onPick: PickPair;
}) {
  const { about } = study;
  const kinds = KINDS.filter(({ rows }) => about.signals.includes(rows));
  const shown = kinds.find(({ value }) => value === kind) ?? kinds[0];
  const calls = useCalls();
  const answer = useQuery(
    calls.explorer.heat.queryOptions({
      input:
        shown?.value === 'trend-product'
          ? { study: study.study, of: 'trend-product' }
          : { study: study.study, of: 'category-product' },
      enabled: shown !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  if (shown === undefined) return null;
  // Until the other one is here, what is drawn is called what it is.
  const drawn = answer.isPlaceholderData ? (kinds.find((one) => one !== shown) ?? shown) : shown;
  return (
    <Section
      title="All pairs"
      actions={
        kinds.length < 2 ? undefined : (
          <SegmentedControl
            aria-label="Rows of the heatmap"
            size="xs"
            // Its sliding would be drawn frame by frame beside the heatmap that is waited for.
            transitionDuration={0}
            data={kinds.map(({ value, label }) => ({ value, label }))}
            value={shown.value}
            onChange={(heat) => change(`heat ${heat}`, { heat })}
          />
        )
      }
    >
      {answer.isError && (
        <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />
      )}
      {answer.data !== undefined && (
        <div className={classes['panel']}>
          <HeatChart
            title={drawn.label}
            rowName={drawn.rows === 'trend' ? 'Trend' : 'Category'}
            columnName="Product"
            view={answer.data}
            {...{ called, chosen }}
            onPick={onPick}
          />
        </div>
      )}
    </Section>
  );
});
