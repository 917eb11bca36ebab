import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NodeDetail } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import RowGrid from '../../../ui/RowGrid.tsx';
import classes from './panel.module.css';

const PAGE = 200;

/** Rows as readers see them, and as the candidate has them that was kept back. */
export default function RowsTab({ detail }: { detail: NodeDetail }) {
  const formats = useFormats();
  const { node, candidate, columns } = detail;
  const published = columns.some(({ present }) => present);
  const [wanted, setOf] = useState<'published' | 'candidate'>(candidate ? 'candidate' : 'published');
  const [offset, setOffset] = useState(0);
  const of = candidate ? (published ? wanted : 'candidate') : 'published';
  const page = useQuery({
    ...useCalls().models.rows.queryOptions({ input: { id: node.id, of, offset, limit: PAGE } }),
    enabled: published || candidate,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  if (!published && !candidate)
    return <p className={classes['quiet']}>There are no rows yet: readers see nothing of it.</p>;
  const rows = page.data?.rows.length ?? 0;
  return (
    <>
      {candidate && published && (
        <SegmentedControl
          aria-label="Which rows"
          value={of}
          data={[
            { value: 'candidate', label: 'Kept back' },
            { value: 'published', label: 'What readers see' },
          ]}
          onChange={(value) => {
            setOf(value === 'candidate' ? 'candidate' : 'published');
            setOffset(0);
          }}
        />
      )}
      {page.isError && <FailureNotice failure={failureOf(page.error)} retry={() => void page.refetch()} />}
      {page.data && rows === 0 && <p className={classes['quiet']}>It has no rows.</p>}
      {page.data && rows > 0 && (
        <>
          <RowGrid key={`${of} ${offset}`} label={`Rows of ${node.name}`} page={page.data} offset={offset} />
          <div className={classes['row']}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - PAGE))}
            >
              Rows before
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              disabled={!page.data.more}
              onClick={() => setOffset(offset + PAGE)}
            >
              Next rows
            </Button>
            <span className={classes['quiet']} role="status" data-figures>
              Rows {formats.number(offset + 1)} to {formats.number(offset + rows)}
            </span>
          </div>
        </>
      )}
    </>
  );
}
