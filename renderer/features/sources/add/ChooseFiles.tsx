import { Button, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useClient } from '../../../client/client.tsx';
import classes from '../sources.module.css';

const EXTENSIONS = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'parquet', 'xlsx', 'xls', 'gz', 'zip'];

/** A path, a picker, or a drop: all lead to the same. */
export default function ChooseFiles({
  paths,
  onPaths,
}: {
  paths: readonly string[];
  onPaths: (paths: string[]) => void;
}) {
  const client = useClient();
  const examples = useId();
  const host = useQuery(useCalls().app.info.queryOptions()).data?.host;
  const [text, setText] = useState(paths[0] ?? '');

  async function browse(kind: 'file' | 'folder'): Promise<void> {
    try {
      const { path } =
        kind === 'folder'
          ? await client.host.pickFolder({ title: 'Choose a folder of files to add' })
          : await client.host.pickFile({
              title: 'Choose a file to add',
              filters: [{ name: 'Data files', extensions: EXTENSIONS }],
            });
      if (path !== null) onPaths([path]);
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  return (
    <form
      className={classes['choose']}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onPaths([text.trim()]);
      }}
    >
      <p className={classes['dropHint']}>
        <IconFileImport className={classes['dropIcon'] ?? ''} size={18} stroke={1.5} aria-hidden />
        {host === 'desktop'
          ? 'Drop files or a folder anywhere on this screen, or name them:'
          : 'Name files, or drop them anywhere on this screen. A browser doesn’t tell where a dropped file lies, so you are asked for its place.'}
      </p>
      <div className={classes['pathLine']}>
        <TextInput
          className={classes['path']}
          label="File, folder or pattern"
          aria-describedby={examples}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <Button
          type="submit"
          variant={paths.length === 0 ? 'filled' : 'default'}
          disabled={text.trim() === ''}
        >
          Preview
        </Button>
        <Button variant="default" onClick={() => void browse('file')}>
          Browse…
        </Button>
        <Button variant="default" onClick={() => void browse('folder')}>
          Folder…
        </Button>
      </div>
      <p id={examples} className={classes['example']}>
        Such as ~/Downloads/orders.csv, a folder, or exports/*.csv
      </p>
      {paths.length > 1 && (
        <p className={classes['quiet']}>
          {paths.length} paths were given; the first is shown above, all are loaded.
        </p>
      )}
    </form>
  );
}
