import { Anchor, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { RunDetail } from '../../../../shared/contract/pipelines.ts';
import type { RunId } from '../../../../shared/domain/pipeline/run.ts';
import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import StepsWork from '../graph/StepsWork.tsx';
import { addressOf } from '../place.ts';
import { RUN_KINDS } from '../words/kinds.ts';
import { slotWords } from '../words/runWords.ts';
import { hasEnded } from '../words/states.ts';
import Asks from './Asks.tsx';
import RunActions from './RunActions.tsx';
import RunHead from './RunHead.tsx';
import { stepOfTrouble } from './stepOfTrouble.ts';

/** One run: how it stands, what each step did and said, and what can be done about it. */
export default function RunPage({ id, step }: { id: RunId; step: StepName | null }) {
  const detail = useQuery(useCalls().pipelines.runDetail.queryOptions({ input: { run: id } }));
  if (detail.isError)
    return (
      <Page
        title="Run"
        actions={
          <Button component={Link} href={addressOf({ at: 'runs' })} variant="default">
            All runs
          </Button>
        }
      >
        <FailureNotice failure={failureOf(detail.error)} retry={() => void detail.refetch()} />
      </Page>
    );
  return detail.data ? <Loaded detail={detail.data} step={step} /> : null;
}

function Loaded({ detail, step }: { detail: RunDetail; step: StepName | null }) {
  const formats = useFormats();
  const { run, title } = detail;
  return (
    <Page
      wide
      title={`${title}, ${slotWords(run, formats)}`}
      lead={
        <>
          {RUN_KINDS[run.kind]}, a run of{' '}
          <Anchor
            component={Link}
            underline="always"
            href={addressOf({ at: 'pipeline', name: run.pipeline, tab: 'graph' })}
          >
            {title}
          </Anchor>
          .
        </>
      }
      actions={
        <>
          <Button
            component={Link}
            href={addressOf({ at: 'pipeline', name: run.pipeline, tab: 'runs' })}
            variant="default"
            leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
          >
            All its runs
          </Button>
          {hasEnded(run.status) && <AuditThis as="page" subject={{ kind: 'run', run: run.id }} />}
          <RunActions detail={detail} />
        </>
      }
    >
      <RunHead detail={detail} />
      <Asks run={run} />
      <StepsWork steps={detail.steps} run={detail} first={step ?? stepOfTrouble(detail)} />
    </Page>
  );
}
