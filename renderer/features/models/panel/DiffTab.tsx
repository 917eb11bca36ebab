import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NodeDetail, RowDiff } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import { Table } from '../../../ui/Table.tsx';
import { DiffCell } from './DiffCell.tsx';
import { LastDiffSection } from './LastDiffSection.tsx';
import classes from './panel.module.css';

/** What the last build changed, and which rows readers would get or lose now: that is asked for by hand, because it reads all of both sides. */
export default function DiffTab({ detail }: { detail: NodeDetail }) {
  const [asked, setAsked] = useState(false);
  const { node } = detail;
  const comparable = isPublished(detail);
  const diff = useQuery({
    ...useCalls().models.rowDiff.queryOptions({ input: { id: node.id } }),
    enabled: asked,
    gcTime: 0,
  });
  return (
    <div className={classes['parts']}>
      <LastDiffSection detail={detail} />
      <section className={classes['part']} aria-label="What would change now">
        <h3 className={classes['heading']}>What would change now</h3>
        <p className={classes['quiet']}>{comparisonOf(detail)}</p>
        {comparable && (
          <div>
            <Button
              variant="default"
              loading={diff.isFetching}
              onClick={() => (asked ? void diff.refetch() : setAsked(true))}
            >
              {asked ? 'Compare again' : 'Compare'}
            </Button>
          </div>
        )}
        {diff.isError && <FailureNotice failure={failureOf(diff.error)} />}
        {diff.data && <Found diff={diff.data} detail={detail} />}
      </section>
    </div>
  );
}

function isPublished({ columns }: NodeDetail): boolean {
  return columns.some(({ present }) => present);
}

function comparisonOf(detail: NodeDetail): string {
  const { node, candidate } = detail;
  if (!isPublished(detail))
    return candidate
      ? 'Readers have nothing of it yet to compare with: every row that was kept back would come. The tab Rows shows them.'
      : 'Readers have nothing of it yet to compare with. Build it first.';
  if (candidate)
    return 'Compares the candidate that was kept back with what readers see. Of a view, readers see the rows below it as they are.';
  if (node.materialized === 'view')
    return 'A view always gives what its SQL gives now: this finds a difference only after its SQL was edited.';
  return 'Compares what the model would give now, from the rows below it as they are, with what its last build published.';
}

function Found({ diff, detail: { node, candidate, upstream } }: { diff: RowDiff; detail: NodeDetail }) {
  const { number } = useFormats();
  const { added, removed, columnsAdded, columnsRemoved } = diff;
  if (added === 0 && removed === 0 && columnsAdded.length === 0 && columnsRemoved.length === 0)
    return (
      <div>
        <State state="ok">The same rows on both sides.</State>
        {!candidate && upstream.some(({ kind }) => kind !== 'source') && (
          <p className={classes['quiet']}>
            What was loaded since the last build reaches it only when the models it reads are built. Build to
            bring it here.
          </p>
        )}
      </div>
    );
  return (
    <div className={classes['sides']}>
      {columnsAdded.length > 0 && <p>New columns: {columnsAdded.join(', ')}.</p>}
      {columnsRemoved.length > 0 && <p>Columns that would go: {columnsRemoved.join(', ')}.</p>}
      <Side
        title={`${number(added)} ${added === 1 ? 'row' : 'rows'} would come`}
        caption={`Rows that would come to ${node.name}`}
        diff={diff}
        rows={diff.addedRows}
        count={added}
      />
      <Side
        title={`${number(removed)} ${removed === 1 ? 'row' : 'rows'} would go`}
        caption={`Rows that would go from ${node.name}`}
        diff={diff}
        rows={diff.removedRows}
        count={removed}
      />
      <p className={classes['quiet']}>Rows that are the same more than once count once.</p>
    </div>
  );
}

function Side({
  title,
  caption,
  diff,
  rows,
  count,
}: {
  title: string;
  caption: string;
  diff: RowDiff;
  rows: readonly (readonly (string | null)[])[];
  count: number;
}) {
  const { number } = useFormats();
  const numbered = rows.map((cells, at) => ({ cells, at }));
  return (
    <section className={classes['part']} aria-label={title}>
      <h4 className={classes['heading']}>{title}</h4>
      {rows.length > 0 && (
        <Table
          caption={caption}
          columns={diff.columns.map((column, place) => ({
            id: column,
            title: column,
            cell: ({ cells }: { cells: readonly (string | null)[] }) => (
              <DiffCell value={cells[place] ?? null} />
            ),
          }))}
          rows={numbered}
          rowId={({ at }) => String(at)}
        />
      )}
      {count > rows.length && <p className={classes['quiet']}>The first {number(rows.length)} are shown.</p>}
    </section>
  );
}
