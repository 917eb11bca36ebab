import { IconChartHistogram } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import type { OpenStudy } from '../../../../shared/contract/explorer.ts';
import type { StudyName } from '../../../../shared/domain/study.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../explorer.module.css';
import { FindingList } from '../findings/FindingList.tsx';
import { PairHeat } from '../findings/PairHeat.tsx';
import { PairPage } from '../pair/PairPage.tsx';
import type { Settling } from '../pair/useMovingLead.ts';
import { calledBy } from './called.ts';
import type { Chosen, PickPair } from './chosen.ts';
import type { ExplorerView } from './explorerView.ts';
import { Missing } from './Missing.tsx';
import { RunStudy } from './RunStudy.tsx';
import type { ChangeView } from './useExplorerView.ts';

const TITLE = 'Lag explorer';

interface StudyExplorerProps {
  readonly study: StudyName;
  readonly view: ExplorerView;
  readonly change: ChangeView;
  readonly choice: ReactNode;
}

export function StudyExplorer({ study, view, change, choice }: StudyExplorerProps) {
  const calls = useCalls();
  const formats = useFormats();
  const opened = useQuery(calls.explorer.open.queryOptions({ input: { study } }));
  if (!opened.isSuccess)
    return (
      <Page title={TITLE} actions={choice}>
        {opened.isError ? (
          <FailureNotice failure={failureOf(opened.error)} retry={() => void opened.refetch()} />
        ) : (
          <Waiting>Reading the series of {study}…</Waiting>
        )}
      </Page>
    );
  const { title, version, problems, signals, outcomes } = opened.data;
  const counted = `${countOf(signals, 'signal')} and ${countOf(outcomes, 'outcome')}`;
  return (
    <Page
      wide
      title={TITLE}
      lead={
        version === null
          ? `${title}: ${counted}, not run yet.`
          : `${title}: ${counted}, version ${version.version} of ${formats.instant(version.at)}.`
      }
      actions={
        <>
          {choice}
          <RunStudy study={study} />
        </>
      }
    >
      <Missing problems={problems} />
      {signals.length === 0 || outcomes.length === 0 ? (
        <EmptyState icon={IconChartHistogram} title="There is no pair to look at">
          A pair is a signal and an outcome.{' '}
          {problems.length === 0 ? 'Build the models of the study first.' : ''}
        </EmptyState>
      ) : (
        <Pairs study={opened.data} view={view} change={change} />
      )}
    </Page>
  );
}

function countOf({ length }: readonly unknown[], what: string): string {
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}

function Pairs({ study, view, change }: { study: OpenStudy; view: ExplorerView; change: ChangeView }) {
  const { signal, outcome, lead } = view;
  const wished = useMemo(
    () => (signal === null || outcome === null ? null : { signal, outcome, lead }),
    [signal, outcome, lead],
  );
  const first = useFirst(study, view.lead);
  const pair = wished ?? first;
  // Whatever is changed, the address then names the pair it was changed for: a link mustn't show another one later.
  const shown = useRef(pair);
  shown.current = pair;
  const settling: Settling = useRef(null);
  const named = useCallback<ChangeView>(
    (what, part) => {
      settling.current?.();
      const { signal = null, outcome = null } = shown.current ?? {};
      change(what, { study: study.study, signal, outcome, ...part });
    },
    [change, study.study],
  );
  const take = useCallback<PickPair>(
    (signal, outcome, lead) => {
      settling.current?.();
      change(`pair ${signal} ${outcome} ${lead}`, {
        ...{ study: study.study, signal, outcome, lead: lead ?? null },
      });
    },
    [change, study.study],
  );
  const called = useMemo(() => calledBy(study), [study]);
  const later = useDeferredValue(pair);
  return (
    <div className={classes['columns']}>
      <FindingList study={study} chosen={pair} view={view} change={named} onPick={take} />
      <div className={classes['main']}>
        {pair === null ? (
          <Waiting>Looking for the strongest pair…</Waiting>
        ) : (
          <PairPage {...{ study, pair, view, called, settling }} change={named} onPick={take} />
        )}
        <PairHeat {...{ study, called }} chosen={later} kind={view.heat} change={named} onPick={take} />
      </div>
    </div>
  );
}

/** The strongest pair that was found; where nothing was found yet, the first there is. */
function useFirst(study: OpenStudy, lead: number | null): Chosen | null {
  const calls = useCalls();
  const best = useQuery(
    calls.explorer.findings.queryOptions({
      input: { study: study.study, sort: 'strength', descending: true, take: 1 },
    }),
  );
  const found = best.data?.lines[0];
  const signal = found?.signal ?? study.signals[study.pairs?.[0] ?? 0]?.name;
  const outcome = found?.outcome ?? study.outcomes[study.pairs?.[1] ?? 0]?.name;
  const { isPending } = best;
  return useMemo(
    () => (isPending || signal === undefined || outcome === undefined ? null : { signal, outcome, lead }),
    [isPending, signal, outcome, lead],
  );
}
