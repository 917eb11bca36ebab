import { Button, TextInput } from '@mantine/core';
import { IconBell, IconHistory, IconPlus, IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { Link } from 'wouter';
import type { PipelineCard, SchedulerLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import { addressOf } from '../place.ts';
import { useRunNow } from '../runNow/useRunNow.tsx';
import { inOrder, matchingCards } from './cards.ts';
import classes from './overview.module.css';
import PipelineRow from './PipelineRow.tsx';
import Pulse from './Pulse.tsx';
import { useSlowly } from './useSlowly.ts';

/** Fewer can be seen at once. */
const SEARCHED_FROM = 9;
const SLICE = 40;

/** Every pipeline: when it runs next, what came of the last times, and the scheduler that starts them. */
export default function Overview({ scheduler }: { scheduler: SchedulerLine | null }) {
  const list = useQuery(useCalls().pipelines.list.queryOptions());
  const pipelines = list.data?.pipelines;
  return (
    <Page
      title="Pipelines"
      lead="Graphs of steps that run from this machine: on a schedule, after new data, or by hand."
      actions={
        <>
          <Button
            component={Link}
            href={addressOf({ at: 'runs' })}
            variant="default"
            leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />}
          >
            All runs
          </Button>
          <Button
            component={Link}
            href={addressOf({ at: 'alerts' })}
            variant="default"
            leftSection={<IconBell size={16} stroke={1.75} aria-hidden />}
          >
            Alerts
          </Button>
          <NewPipeline />
        </>
      }
      wide
    >
      {list.isError && <FailureNotice failure={failureOf(list.error)} retry={() => void list.refetch()} />}
      {list.isPending && <Waiting>Opening the warehouse and its record of runs …</Waiting>}
      {list.data && <Pulse scheduler={scheduler ?? list.data.scheduler} cards={list.data.pipelines} />}
      {pipelines?.length === 0 && (
        <EmptyState icon={IconRoute} title="No pipeline yet" action={<NewPipeline />}>
          A pipeline is a list of steps, such as extract, build and study, that run one after another: each
          morning, after new data, or when you say so. Every run is on record, and goes on where it was after
          sleep, a crash or a lost connection.
        </EmptyState>
      )}
      {pipelines && pipelines.length > 0 && <Rows pipelines={pipelines} />}
    </Page>
  );
}

function NewPipeline() {
  return (
    <Button
      component={Link}
      href={addressOf({ at: 'new' })}
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
    >
      New pipeline
    </Button>
  );
}

function Rows({ pipelines }: { pipelines: readonly PipelineCard[] }) {
  const { number } = useFormats();
  const [search, setSearch] = useViewState('pipelines-search', '');
  const words = useDeferredValue(search);
  const { begin, dialog, starting } = useRunNow();
  const shown = useMemo(() => inOrder(matchingCards(pipelines, words)), [pipelines, words]);
  const drawn = useSlowly(shown.length, SLICE);
  return (
    <div className={classes['list']}>
      {pipelines.length >= SEARCHED_FROM && (
        <search className={classes['find']}>
          <TextInput
            className={classes['search']}
            type="search"
            aria-label="Find a pipeline"
            placeholder="Find by name, schedule or state"
            leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            maxLength={200}
          />
          <span className={classes['quiet']} role="status" data-figures>
            {words.trim() === ''
              ? `${number(pipelines.length)} pipelines`
              : shown.length === 0
                ? 'Nothing matches'
                : `${number(shown.length)} of ${number(pipelines.length)} pipelines match`}
          </span>
        </search>
      )}
      <ul className={classes['rows']} aria-label="Pipelines">
        {shown.slice(0, drawn).map((card) => (
          <PipelineRow key={card.name} card={card} onRun={begin} isStarting={starting === card.name} />
        ))}
      </ul>
      {dialog}
    </div>
  );
}
