import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BackfillLine } from '../../../../shared/contract/pipelines.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State, type StateKind } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from './backfill.module.css';
import { progressWords } from './planWords.ts';

const STANDS: Record<BackfillLine['status'], { state: StateKind; word: string }> = {
  running: { state: 'running', word: 'Running' },
  done: { state: 'ok', word: 'Done' },
  cancelled: { state: 'idle', word: 'Cancelled' },
};

/** The backfills of a pipeline, the newest first, and how far each is. */
export default function BackfillList({ pipeline }: { pipeline: PipelineName }) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const formats = useFormats();
  const lines = useQuery(calls.backfills.queryOptions({ input: { pipeline } }));
  const cancel = useMutation(
    calls.cancelBackfill.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: calls.backfills.key() }),
    }),
  );
  if (lines.isError)
    return <FailureNotice failure={failureOf(lines.error)} retry={() => void lines.refetch()} />;
  if (lines.data === undefined) return null;
  if (lines.data.length === 0) return <p className={classes['quiet']}>None was started yet.</p>;
  const columns: Column<BackfillLine>[] = [
    {
      id: 'range',
      title: 'Range',
      cell: ({ from, to }) => `${formats.instant(from)} to ${formats.instant(to)}`,
    },
    {
      id: 'status',
      title: 'Stands',
      cell: ({ status }) => <State state={STANDS[status].state}>{STANDS[status].word}</State>,
    },
    { id: 'runs', title: 'Its runs', cell: (line) => progressWords(line, formats.number) },
    {
      id: 'do',
      title: 'Actions',
      quiet: true,
      cell: ({ id, status, from }) =>
        status === 'running' && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Cancel the backfill from ${formats.instant(from)}`}
            loading={cancel.isPending && cancel.variables.id === id}
            onClick={() => cancel.mutate({ id })}
          >
            Cancel
          </Button>
        ),
    },
  ];
  return (
    <>
      {cancel.isError && <FailureNotice failure={failureOf(cancel.error)} />}
      <Table caption="Backfills" columns={columns} rows={lines.data} rowId={({ id }) => id} />
    </>
  );
}
