import { useQuery } from '@tanstack/react-query';
import type { LastDiff, NodeDetail } from '../../../../shared/contract/models.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import { Table } from '../../../ui/Table.tsx';
import { DiffCell } from './DiffCell.tsx';
import classes from './panel.module.css';

/** On record since the publication itself: it costs nothing to look. */
export function LastDiffSection({ detail: { node, candidate } }: { detail: NodeDetail }) {
  const found = useQuery(useCalls().models.lastDiff.queryOptions({ input: { id: node.id } }));
  return (
    <section className={classes['part']} aria-label="What the last build changed">
      <h3 className={classes['heading']}>What the last build changed</h3>
      {found.isError && <FailureNotice failure={failureOf(found.error)} />}
      {found.data === null && <p className={classes['quiet']}>{nothingOnRecord(node)}</p>}
      {found.data && candidate && (
        <p className={classes['quiet']}>
          The newest build kept it back: this is what the last one changed that was published.
        </p>
      )}
      {found.data && <OnRecord diff={found.data} name={node.name} />}
    </section>
  );
}

function nothingOnRecord({ builtAt, materialized }: NodeDetail['node']): string {
  if (builtAt === null)
    return 'Nothing of it is published yet. Build it: from then on it is told here what the last build changed.';
  if (materialized === 'view')
    return 'A view holds no rows of its own: they change with those it reads. Look at the row diff of those.';
  return 'Its last publication was not compared with what was there before. A build that publishes it anew tells it here.';
}

function OnRecord({ diff, name }: { diff: LastDiff; name: string }) {
  const formats = useFormats();
  const { at, note, columnsAdded, columnsRemoved, rows } = diff;
  const when = (
    <p className={classes['quiet']}>
      Published{' '}
      <time dateTime={at} title={formats.instant(at)}>
        {formats.ago(at)}
      </time>
      .
    </p>
  );
  if (note !== null)
    return (
      <div>
        <p>{note}</p>
        {when}
      </div>
    );
  const numbered = rows.map((row, place) => ({ ...row, place }));
  const same = rows.length === 0 && columnsAdded.length === 0 && columnsRemoved.length === 0;
  return (
    <>
      <div>
        {same ? <State state="ok">The rows stayed the same.</State> : <p>{countsOf(diff, formats)}</p>}
        {columnsAdded.length > 0 && <p>New columns: {columnsAdded.join(', ')}.</p>}
        {columnsRemoved.length > 0 && <p>Columns that went: {columnsRemoved.join(', ')}.</p>}
        {when}
      </div>
      {rows.length > 0 && (
        <Table
          caption={`Rows of ${name} that the last build changed`}
          columns={[
            { id: '~side', title: 'When', cell: sideOf },
            ...diff.columns.map((column, place) => ({
              id: column,
              title: column,
              cell: ({ cells }: LastDiff['rows'][number]) => <DiffCell value={cells[place] ?? null} />,
            })),
          ]}
          rows={numbered}
          rowId={({ place }) => String(place)}
        />
      )}
      {rowsMeant(diff) > rows.length && (
        <p className={classes['quiet']}>The first {formats.number(rows.length)} are shown.</p>
      )}
    </>
  );
}

function sideOf({ side, times }: LastDiff['rows'][number]): string {
  const word = side === 'before' ? 'Before' : 'Now';
  return times === 1 ? word : `${word}, ${times} times`;
}

export function countsOf(diff: LastDiff, { number }: Pick<Formats, 'number'>): string {
  const rows = (count: number) => `${number(count)} ${count === 1 ? 'row' : 'rows'}`;
  const { added, removed, changed, rowsBefore, rowsAfter } = diff;
  const parts = [`${rows(added ?? 0)} came`, `${number(removed ?? 0)} went`];
  if (changed !== null) parts.push(`${number(changed)} changed`);
  return `${parts.join(', ')}: ${rows(rowsBefore ?? 0)} before, ${number(rowsAfter ?? 0)} now.`;
}

/** How many lines all of it would take; a row that changed takes two. */
function rowsMeant({ added, removed, changed, rows }: LastDiff): number {
  const extra = rows.reduce((sum, { times }) => sum + times - 1, 0);
  return (added ?? 0) + (removed ?? 0) + 2 * (changed ?? 0) - extra;
}
