import { Button, Select } from '@mantine/core';
import { IconArrowLeft, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { RunStatus } from '../../../../shared/domain/pipeline/run.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import { RUNS } from '../words/states.ts';
import { runColumns } from './runColumns.tsx';
import classes from './runs.module.css';

const PAGE = 50;
const EVERY = 'every';

/** Every run of every pipeline, the newest first. */
export default function AllRuns() {
  const formats = useFormats();
  const { number } = formats;
  const calls = useCalls().pipelines;
  const [pipeline, setPipeline] = useViewState<string>('runs-pipeline', EVERY);
  const [status, setStatus] = useViewState<string>('runs-status', EVERY);
  const [skip, setSkip] = useViewState('runs-skip', 0);
  const wished = RunStatus.safeParse(status);
  const named = PipelineName.safeParse(pipeline === EVERY ? '' : pipeline);
  const list = useQuery(calls.list.queryOptions());
  const runs = useQuery({
    ...calls.runs.queryOptions({
      input: {
        skip,
        take: PAGE,
        ...(named.success && { pipeline: named.data }),
        ...(wished.success && { status: [wished.data] }),
      },
    }),
    placeholderData: (before) => before,
  });
  const filtered = named.success || wished.success;
  return (
    <Page
      wide
      title="Runs"
      lead="What every pipeline did, the newest first."
      actions={
        <Button
          component={Link}
          href={addressOf({ at: 'overview' })}
          variant="default"
          leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
        >
          All pipelines
        </Button>
      }
    >
      <search className={classes['filters']}>
        <Select
          label="Pipeline"
          data={[
            { value: EVERY, label: 'Every pipeline' },
            ...(list.data?.pipelines ?? []).map(({ name, title }) => ({
              value: name as string,
              label: title,
            })),
          ]}
          value={pipeline}
          searchable
          allowDeselect={false}
          onChange={(chosen) => {
            setSkip(0);
            setPipeline(chosen ?? EVERY);
          }}
        />
        <Select
          label="State"
          data={[
            { value: EVERY, label: 'Every state' },
            ...RunStatus.options.map((one) => ({ value: one, label: RUNS[one].word })),
          ]}
          value={status}
          allowDeselect={false}
          onChange={(chosen) => {
            setSkip(0);
            setStatus(chosen ?? EVERY);
          }}
        />
      </search>
      {runs.isError && <FailureNotice failure={failureOf(runs.error)} retry={() => void runs.refetch()} />}
      {runs.data && runs.data.runs.length === 0 && (
        <EmptyState
          icon={IconHistory}
          title={filtered ? 'No such run' : 'No runs yet'}
          {...(filtered && {
            action: (
              <Button
                variant="default"
                onClick={() => {
                  setPipeline(EVERY);
                  setStatus(EVERY);
                }}
              >
                Show every run
              </Button>
            ),
          })}
        >
          {filtered
            ? 'No run of this pipeline is in this state.'
            : 'A run shows here as soon as a pipeline is started, by hand or by its schedule.'}
        </EmptyState>
      )}
      {runs.data && runs.data.runs.length > 0 && (
        <>
          <Table
            caption="Runs, newest first"
            columns={runColumns(formats)}
            rows={runs.data.runs}
            rowId={({ id }) => id}
          />
          <nav className={classes['pager']} aria-label="Pages of runs">
            <Button variant="default" disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - PAGE))}>
              Newer runs
            </Button>
            <Button
              variant="default"
              disabled={skip + PAGE >= runs.data.total}
              onClick={() => setSkip(skip + PAGE)}
            >
              Older runs
            </Button>
            <span data-figures role="status">
              Runs {number(skip + 1)} to {number(skip + runs.data.runs.length)} of {number(runs.data.total)}
            </span>
          </nav>
        </>
      )}
    </Page>
  );
}
