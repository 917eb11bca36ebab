import { Button, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useClient } from '../../../client/client.tsx';
import classes from '../sources.module.css';

const EXTENSIONS = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'parquet', 'xlsx', 'xls', 'gz', 'zip'];

/** A path, the picker, or a drop: three ways to the same. */
export default function ChooseFiles({
  paths,
  onPaths,
}: {
  paths: readonly string[];
  onPaths: (paths: string[]) => void;
}) {
  const client = useClient();
  const [text, setText] = useState(paths[0] ?? '');

  async function browse(): Promise<void> {
    try {
      const { path } = await client.host.pickFile({
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
        <IconFileImport size={18} stroke={1.5} aria-hidden /> Drop files anywhere on this screen, or name
        them:
      </p>
      <div className={classes['pathLine']}>
        <TextInput
          className={classes['path']}
          label="File, folder or pattern"
          description="Such as ~/Downloads/orders.csv, a folder, or exports/*.csv"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
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
        <Button variant="default" onClick={() => void browse()}>
          Browse…
        </Button>
      </div>
      {paths.length > 1 && (
        <p className={classes['quiet']}>
          {paths.length} paths were given; the first is shown above, all are loaded.
        </p>
      )}
    </form>
  );
}
