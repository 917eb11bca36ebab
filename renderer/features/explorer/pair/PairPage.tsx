import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import type { AskedPair, OpenStudy, PairView } from '../../../../shared/contract/explorer.ts';
import { AS_THE_STUDY } from '../../../../shared/domain/pairToggles.ts';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import { NotesPanel } from '../notes/NotesPanel.tsx';
import type { Chosen } from '../study/chosen.ts';
import { CorrelationPictures } from './CorrelationPictures.tsx';
import { EventStudy } from './EventStudy.tsx';
import { ExportR } from './ExportR.tsx';
import { Judgement } from './Judgement.tsx';
import { Overlay } from './Overlay.tsx';
import { PairSettings } from './PairSettings.tsx';
import { PlatformHeat } from './PlatformHeat.tsx';
import { Stability } from './Stability.tsx';
import { ALL_DAYS, askedPeriod } from './settings.ts';
import { useMovingLead } from './useMovingLead.ts';
import { VerdictOf } from './VerdictOf.tsx';

interface PairPageProps {
  readonly study: OpenStudy;
  readonly pair: Chosen;
  readonly onLead: (lead: number) => void;
  readonly onPick: (signal: string, outcome: string) => void;
}

/** One pair: the sentence, the number, the pictures, the working. */
export function PairPage({ study, pair, onLead, onPick }: PairPageProps) {
  const calls = useCalls();
  const [toggles, setToggles] = useViewState('toggles', AS_THE_STUDY);
  const [period, setPeriod] = useViewState('period', ALL_DAYS);
  const asked: AskedPair = {
    study: study.study,
    signal: pair.signal,
    outcome: pair.outcome,
    toggles,
    ...askedPeriod(period),
  };
  const answer = useQuery(
    calls.explorer.pair.queryOptions({ input: asked, placeholderData: keepPreviousData }),
  );
  const settings = (
    <PairSettings toggles={toggles} onToggles={setToggles} period={period} onPeriod={setPeriod} />
  );
  if (answer.isError)
    return (
      <>
        <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />
        {settings}
      </>
    );
  if (answer.data === undefined) return <Waiting>Comparing the two series…</Waiting>;
  return (
    <Compared study={study} view={answer.data} pair={pair} asked={asked} {...{ settings, onLead, onPick }} />
  );
}

interface ComparedProps extends PairPageProps {
  readonly view: PairView;
  readonly asked: AskedPair;
  readonly settings: ReactNode;
}

function Compared({ study, view, pair, asked, settings, onLead, onPick }: ComparedProps) {
  const settled = pair.lead ?? view.corrected?.best?.lead ?? view.finding?.lead ?? 0;
  const { lead, move } = useMovingLead(`${pair.signal}\n${pair.outcome}`, settled, onLead);
  return (
    <>
      <VerdictOf view={view} actions={<ExportR study={study.study} view={view} />} />
      {view.refusal !== null && (
        <FailureNotice failure={{ code: 'RUN_NOT_POSSIBLE', retry: false, ...view.refusal }} />
      )}
      <Overlay view={view} lead={lead} most={view.corrected?.maxLead ?? study.leads} onLead={move} />
      {settings}
      {/* The overlay follows the slider at once, the other pictures when it rests: drawing all would make it stutter. */}
      <CorrelationPictures view={view} lead={settled} onLead={move} />
      <Stability view={view} lead={settled} />
      <Slow study={study} view={view} pair={pair} asked={asked} onPick={onPick} />
    </>
  );
}

/** What no move of the slider changes. */
const Slow = memo(function Slow({
  study,
  view,
  pair,
  asked,
  onPick,
}: Omit<ComparedProps, 'onLead' | 'settings'>) {
  return (
    <>
      <EventStudy asked={asked} grain={view.grain} />
      <PlatformHeat study={study} view={view} chosen={pair} onPick={onPick} />
      <Judgement asked={asked} />
      <NotesPanel view={view} />
    </>
  );
});
