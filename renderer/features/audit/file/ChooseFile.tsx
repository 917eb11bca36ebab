import { Button, TextInput } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useClient } from '../../../client/client.tsx';
import classes from '../audit.module.css';
import { addressOf } from '../place.ts';

/** A path, a picker, or a drop: all lead to the same. */
export default function ChooseFile({ path, onAgain }: { path: string | null; onAgain: () => void }) {
  const client = useClient();
  const [, go] = useLocation();
  const host = useQuery(useCalls().app.info.queryOptions()).data?.host;
  const [text, setText] = useState(path ?? '');
  const look = (chosen: string) =>
    chosen === path ? onAgain() : go(addressOf({ at: 'file', path: chosen }));

  async function browse(): Promise<void> {
    try {
      const picked = await client.host.pickFile({
        title: 'Choose an audit package',
        filters: [{ name: 'Excel workbooks', extensions: ['xlsx'] }],
      });
      if (picked.path !== null) look(picked.path);
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  return (
    <form
      className={classes['box']}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') look(text.trim());
      }}
    >
      <p className={classes['quiet']}>
        <IconFileSearch className={classes['glyph'] ?? ''} size={18} stroke={1.5} aria-hidden />
        {host === 'desktop'
          ? 'Drop a workbook anywhere on this screen, or name it. Nothing is recorded before you say so.'
          : 'Name a workbook, or drop it anywhere on this screen. A browser doesn’t tell where a dropped file lies, so you are asked for its place. Nothing is recorded before you say so.'}
      </p>
      <div className={classes['line']}>
        <TextInput
          className={classes['path']}
          label="Workbook"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" variant={path === null ? 'filled' : 'default'} disabled={text.trim() === ''}>
          Check
        </Button>
        <Button variant="default" onClick={() => void browse()}>
          Browse…
        </Button>
      </div>
    </form>
  );
}
