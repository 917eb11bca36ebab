import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import type { AskedPair, OpenStudy, PairView } from '../../../../shared/contract/explorer.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../explorer.module.css';
import { NotesPanel } from '../notes/NotesPanel.tsx';
import type { Called } from '../study/called.ts';
import type { Chosen, PickPair } from '../study/chosen.ts';
import type { ExplorerView } from '../study/explorerView.ts';
import type { ChangeView } from '../study/useExplorerView.ts';
import { CorrelationPictures } from './CorrelationPictures.tsx';
import { EventStudy } from './EventStudy.tsx';
import { ExportR } from './ExportR.tsx';
import { Judgement } from './Judgement.tsx';
import { Overlay } from './Overlay.tsx';
import { PairSettings } from './PairSettings.tsx';
import { PlatformHeat } from './PlatformHeat.tsx';
import { Stability } from './Stability.tsx';
import { askedPeriod } from './settings.ts';
import { type Settling, useMovingLead } from './useMovingLead.ts';
import { VerdictOf } from './VerdictOf.tsx';

interface PairPageProps {
  readonly study: OpenStudy;
  readonly pair: Chosen;
  readonly view: ExplorerView;
  readonly called: Called;
  readonly change: ChangeView;
  readonly onPick: PickPair;
  readonly settling: Settling;
}

/** One pair: the sentence, the number, the pictures, the working. */
export function PairPage({ study, pair, view, called, change, onPick, settling }: PairPageProps) {
  const { toggles, from, to } = view;
  const { signal, outcome } = pair;
  const asked = useMemo(
    (): AskedPair => ({ study: study.study, signal, outcome, toggles, ...askedPeriod({ from, to }) }),
    [study.study, signal, outcome, toggles, from, to],
  );
  const answer = useQuery(
    useCalls().explorer.pair.queryOptions({ input: asked, placeholderData: keepPreviousData }),
  );
  const settings = <PairSettings {...{ toggles, from, to, change }} />;
  if (answer.isError)
    return (
      <>
        <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />
        {settings}
      </>
    );
  if (answer.data === undefined) return <Waiting>Comparing the two series…</Waiting>;
  return (
    <div className={classes['main']} aria-busy={answer.isPlaceholderData}>
      <Compared {...{ study, pair, asked, called, settings, change, onPick, settling }} view={answer.data} />
    </div>
  );
}

interface ComparedProps extends Omit<PairPageProps, 'view'> {
  readonly view: PairView;
  readonly asked: AskedPair;
  readonly settings: ReactNode;
}

function Compared(props: ComparedProps) {
  const { study, view, pair, asked, called, settings, change, onPick, settling } = props;
  const { signal, outcome } = pair;
  const isAnswered = view.signal === signal && view.outcome === outcome;
  const best = view.corrected?.best?.lead ?? view.finding?.lead ?? 0;
  // Until the other pair is here, what is shown of this one stays as it is.
  const kept = useRef(best);
  const settled = isAnswered ? (pair.lead ?? best) : kept.current;
  kept.current = settled;
  const settle = useCallback((lead: number) => change('lead', { lead }), [change]);
  const { lead, move } = useMovingLead(`${signal}\n${outcome}`, settled, settle, settling);
  // What a person looks at first is drawn first; the rest follows in pieces that hold nothing up.
  const rest = useDeferredValue(useMemo(() => ({ view, asked, settled }), [view, asked, settled]));
  return (
    <>
      <VerdictOf
        view={view}
        actions={
          <>
            <ExportR study={study.study} view={view} />
            {view.finding !== null && (
              <AuditThis
                subject={{
                  kind: 'finding',
                  study: study.study,
                  signal: view.signal,
                  outcome: view.outcome,
                }}
              />
            )}
          </>
        }
      />
      <Overlay view={view} lead={lead} most={view.corrected?.maxLead ?? study.leads} onLead={move} />
      {settings}
      <Rest {...rest} {...{ study, called, onPick }} onLead={move} />
    </>
  );
}

interface RestProps extends Pick<ComparedProps, 'study' | 'view' | 'asked' | 'called' | 'onPick'> {
  readonly settled: number;
  readonly onLead: (lead: number) => void;
}

/** The overlay follows the slider at once, these when it rests: drawing all would make it stutter. */
const Rest = memo(function Rest({ study, view, settled, asked, called, onLead, onPick }: RestProps) {
  return (
    <>
      <CorrelationPictures view={view} lead={settled} onLead={onLead} />
      <Stability view={view} lead={settled} />
      {view.refusal === null && <EventStudy asked={asked} grain={view.grain} />}
      <PlatformHeat {...{ study, view, called, onPick }} lead={settled} />
      {view.refusal === null && <Judgement asked={asked} grain={view.grain} />}
      <NotesPanel view={view} />
    </>
  );
});
