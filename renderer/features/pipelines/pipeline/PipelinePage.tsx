import { Button, Tabs } from '@mantine/core';
import { IconArrowLeft, IconCalendarRepeat, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useActions } from '../../../app/actions.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import RunGrid from '../grid/RunGrid.tsx';
import { addressOf, type PipelineTab } from '../place.ts';
import { useRunNow } from '../runNow/useRunNow.tsx';
import { capitalised } from '../words/capitalised.ts';
import FileProblems from '../words/FileProblems.tsx';
import { Standing } from '../words/Standing.tsx';
import { HEALTH } from '../words/states.ts';
import { When } from '../words/When.tsx';
import classes from './pipeline.module.css';
import ScheduleSwitch from './ScheduleSwitch.tsx';
import Steps from './Steps.tsx';

const BackfillDialog = lazy(() => import('../backfill/BackfillDialog.tsx'));

/** One pipeline: its steps as they stand, and its runs. */
export default function PipelinePage({ name, tab }: { name: PipelineName; tab: PipelineTab }) {
  const detail = useQuery(useCalls().pipelines.detail.queryOptions({ input: { pipeline: name } }));
  if (detail.isError)
    return (
      <Page title={name} actions={<BackToPipelines />}>
        <FailureNotice failure={failureOf(detail.error)} retry={() => void detail.refetch()} />
      </Page>
    );
  return detail.data ? <Loaded name={name} detail={detail.data} tab={tab} /> : null;
}

function BackToPipelines() {
  return (
    <Button
      component={Link}
      href={addressOf({ at: 'overview' })}
      variant="default"
      leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
    >
      All pipelines
    </Button>
  );
}

function Loaded({ name, detail, tab }: { name: PipelineName; detail: PipelineDetail; tab: PipelineTab }) {
  const { card } = detail;
  const { title, schedule, nextDue } = card;
  const [, go] = useLocation();
  const [backfilling, setBackfilling] = useState(false);
  const { begin, dialog, starting } = useRunNow();
  const canRun = detail.value !== null;
  useActions([
    ...(canRun
      ? [{ id: 'pipeline-run', label: `Run ${title} now`, icon: IconPlayerPlay, run: () => begin(name) }]
      : []),
    {
      id: 'pipeline-edit',
      label: `Edit ${title}`,
      icon: IconPencil,
      run: () => go(addressOf({ at: 'pipeline', name, tab: 'edit' })),
    },
  ]);
  return (
    <Page
      wide
      title={title}
      lead={
        <span className={classes['lead']}>
          <span>{capitalised(schedule ?? 'started by hand')}</span>
          {nextDue !== null && (
            <span>
              next <When at={nextDue} exact />
            </span>
          )}
        </span>
      }
      actions={
        <>
          <ScheduleSwitch name={name} card={card} />
          <BackToPipelines />
          {card.scheduled && (
            <Button
              variant="default"
              disabled={!canRun}
              leftSection={<IconCalendarRepeat size={16} stroke={1.75} aria-hidden />}
              onClick={() => setBackfilling(true)}
            >
              Backfill…
            </Button>
          )}
          <Button
            component={Link}
            href={addressOf({ at: 'pipeline', name, tab: 'edit' })}
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
          >
            Edit
          </Button>
          <Button
            disabled={!canRun}
            loading={starting !== null}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
            onClick={() => begin(name)}
          >
            Run now
          </Button>
        </>
      }
    >
      <div className={classes['stand']}>
        <Standing shown={HEALTH[card.health]} /> <span>{card.told}</span>
        {card.held !== null && <Held name={name} held={card.held} />}
      </div>
      {card.problems.length > 0 && <FileProblems problems={card.problems} />}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          go(addressOf({ at: 'pipeline', name, tab: value === 'runs' ? 'runs' : 'graph' }))
        }
      >
        <Tabs.List aria-label={`About ${title}`}>
          <Tabs.Tab value="graph">Graph</Tabs.Tab>
          <Tabs.Tab value="runs">Runs</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="graph" pt="md">
          <Steps detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="runs" pt="md">
          <RunGrid name={name} />
        </Tabs.Panel>
      </Tabs>
      {dialog}
      {backfilling && (
        <Suspense>
          <BackfillDialog pipeline={name} onClose={() => setBackfilling(false)} />
        </Suspense>
      )}
    </Page>
  );
}

/** The scheduler held it and asks. */
function Held({ name, held }: { name: PipelineName; held: string }) {
  const release = useMutation(
    useCalls().pipelines.release.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  return (
    <div role="alert" className={classes['held']}>
      <span>{held}</span>
      <Button
        size="compact-sm"
        loading={release.isPending}
        onClick={() => release.mutate({ pipeline: name })}
      >
        Go on with it
      </Button>
    </div>
  );
}
