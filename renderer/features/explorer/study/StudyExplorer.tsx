import { IconChartHistogram } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OpenStudy } from '../../../../shared/contract/explorer.ts';
import type { StudyName } from '../../../../shared/domain/study.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../explorer.module.css';
import { FindingList } from '../findings/FindingList.tsx';
import { PairHeat } from '../findings/PairHeat.tsx';
import { PairPage } from '../pair/PairPage.tsx';
import type { Chosen } from './chosen.ts';
import type { Place } from './place.ts';
import { RunStudy } from './RunStudy.tsx';

const TITLE = 'Lag explorer';

interface StudyExplorerProps {
  readonly study: StudyName;
  readonly place: Place;
  readonly choice: ReactNode;
}

export function StudyExplorer({ study, place, choice }: StudyExplorerProps) {
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
  const counted = `${signals.length} signals and ${outcomes.length} outcomes`;
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
      {version?.stale !== null && version !== null && (
        <p className={classes['stale']}>{version.stale} Run the study to have findings of now.</p>
      )}
      {problems.map((problem) => (
        <FailureNotice
          key={problem.message}
          failure={{ code: 'RUN_NOT_POSSIBLE', retry: false, ...problem }}
        />
      ))}
      {signals.length === 0 || outcomes.length === 0 ? (
        <EmptyState icon={IconChartHistogram} title="There is no pair to look at">
          A pair is a signal and an outcome.{' '}
          {problems.length === 0 ? 'Build the models of the study first.' : ''}
        </EmptyState>
      ) : (
        <Pairs study={opened.data} place={place} />
      )}
    </Page>
  );
}

function Pairs({ study, place }: { study: OpenStudy; place: Place }) {
  const [chosen, choose] = useViewState<Chosen | null>('pair', fromPlace(place));
  const first = useFirst(study);
  const pair = chosen ?? first;
  const take = (signal: string, outcome: string) => choose({ signal, outcome, lead: null });
  return (
    <div className={classes['columns']}>
      <FindingList study={study} chosen={pair} onPick={take} />
      <div className={classes['main']}>
        {pair === null ? (
          <Waiting>Looking for the strongest pair…</Waiting>
        ) : (
          <PairPage study={study} pair={pair} onLead={(lead) => choose({ ...pair, lead })} onPick={take} />
        )}
        <PairHeat study={study} chosen={pair} onPick={take} />
      </div>
    </div>
  );
}

function fromPlace({ signal, outcome }: Place): Chosen | null {
  return signal === undefined || outcome === undefined ? null : { signal, outcome, lead: null };
}

/** The strongest pair that was found; where nothing was found yet, the first there is. */
function useFirst(study: OpenStudy): Chosen | null {
  const calls = useCalls();
  const best = useQuery(
    calls.explorer.findings.queryOptions({
      input: { study: study.study, sort: 'strength', descending: true, take: 1 },
    }),
  );
  if (best.isPending) return null;
  const found = best.data?.lines[0];
  const signal = found?.signal ?? study.signals[study.pairs?.[0] ?? 0]?.name;
  const outcome = found?.outcome ?? study.outcomes[study.pairs?.[1] ?? 0]?.name;
  return signal === undefined || outcome === undefined ? null : { signal, outcome, lead: null };
}
