import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';

/** What lies beside the workbook: the digests of its file, its sheets and all it was made from. */
export default function ManifestPart({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const manifest = useQuery({
    ...useCalls().audit.manifest.queryOptions({ input: { id } }),
    enabled: open,
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes['summary']}>Manifest</summary>
      {manifest.isPending && open && <Waiting>Reading the manifest…</Waiting>}
      {manifest.isError && (
        <FailureNotice failure={failureOf(manifest.error)} retry={() => void manifest.refetch()} />
      )}
      {manifest.data !== undefined && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too */}
          <section className={classes['manifest']} aria-label="Manifest" tabIndex={0}>
            <pre className={classes['code']}>{manifest.data}</pre>
          </section>
          <CopyButton value={manifest.data} label="Copy the manifest" />
        </>
      )}
    </details>
  );
}
