import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AskedPair, OpenStudy } from '../../../../shared/contract/explorer.ts';
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
  const view = answer.data;
  const lead = pair.lead ?? view.corrected?.best?.lead ?? view.finding?.lead ?? 0;
  return (
    <>
      <VerdictOf view={view} actions={<ExportR study={study.study} view={view} />} />
      {view.refusal !== null && (
        <FailureNotice failure={{ code: 'RUN_NOT_POSSIBLE', retry: false, ...view.refusal }} />
      )}
      <Overlay view={view} lead={lead} most={view.corrected?.maxLead ?? study.leads} onLead={onLead} />
      {settings}
      <CorrelationPictures view={view} lead={lead} onLead={onLead} />
      <Stability view={view} lead={lead} />
      <EventStudy asked={asked} grain={view.grain} />
      <PlatformHeat study={study} view={view} chosen={{ ...pair, lead }} onPick={onPick} />
      <Judgement asked={asked} />
      <NotesPanel view={view} />
    </>
  );
}
