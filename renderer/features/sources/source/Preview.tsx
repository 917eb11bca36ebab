import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SourceName } from '../../../../shared/contract/sources.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import RowGrid from '../../../ui/RowGrid.tsx';
import classes from '../sources.module.css';

/** The first records of a stream as the vendor gives them now. Nothing is kept. */
export default function Preview({
  name,
  stream,
  onClose,
}: {
  name: SourceName;
  stream: string;
  onClose: () => void;
}) {
  const preview = useQuery({
    ...useCalls().sources.preview.queryOptions({ input: { name, stream } }),
    gcTime: 0,
    retry: false,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`First records of ${stream}`}
      size="80rem"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {preview.isPending && <p className={classes['quiet']}>Asking {name}…</p>}
      {preview.isError && (
        <FailureNotice failure={failureOf(preview.error)} retry={() => void preview.refetch()} />
      )}
      {preview.data &&
        (preview.data.rows.length === 0 ? (
          <p className={classes['quiet']}>It was asked, and has no records.</p>
        ) : (
          <RowGrid label={`First records of ${stream}`} page={preview.data} offset={0} />
        ))}
    </Modal>
  );
}
