import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Reading } from '../../../../shared/contract/files.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import DropZone from '../../../ui/drop/DropZone.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import BackToSources from '../BackToSources.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import ChooseFiles from './ChooseFiles.tsx';
import Found from './Found.tsx';

/** From a file to a load: choose, look, decide, try, load. Nothing is written before the last step. */
export default function AddFiles({ paths }: { paths: readonly string[] }) {
  const [, go] = useLocation();
  const [reading, setReading] = useState<Reading>({});
  const preview = useQuery({
    ...useCalls().files.preview.queryOptions({ input: { paths: [...paths], reading } }),
    enabled: paths.length > 0,
    // The sample stays on the screen while it is read anew with other settings.
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const choose = (chosen: string[]) => go(addressOf({ at: 'add', paths: chosen }));
  return (
    <DropZone onPaths={choose}>
      <Page
        title="Add files"
        lead="CSV, TSV, JSON, JSON Lines, Excel or Parquet, also inside gzip or zip. Nothing is written until you load."
        actions={<BackToSources />}
      >
        <ChooseFiles paths={paths} onPaths={choose} />
        {preview.isLoading && (
          <p role="status" className={classes['quiet']}>
            Reading the first rows …
          </p>
        )}
        {preview.isError && (
          <FailureNotice failure={failureOf(preview.error)} retry={() => void preview.refetch()} />
        )}
        {preview.data && (
          <Found
            key={paths.join('\n')}
            paths={paths}
            preview={preview.data}
            reading={reading}
            stale={preview.isPlaceholderData || preview.isError}
            onReading={setReading}
          />
        )}
      </Page>
    </DropZone>
  );
}
