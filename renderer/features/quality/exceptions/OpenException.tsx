import { Anchor, Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { OpenAuditException } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './exceptions.module.css';

const SHORTEST = 3;

/** One exception: what it says, who left it open and with which words, and the way to close it. */
export default function OpenException({ exception }: { exception: OpenAuditException }) {
  const formats = useFormats();
  const calls = useCalls();
  const queries = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const { package: made, title, id, severity, told, comment, initials, openedAt } = exception;
  const close = useMutation(
    calls.quality.closeException.mutationOptions({
      async onSuccess() {
        notifyDone(`The exception ${id} is closed.`);
        await Promise.all(
          [calls.quality.exceptions.key(), calls.audit.history.key()].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
      },
    }),
  );
  const enough = (note?.trim().length ?? 0) >= SHORTEST;
  return (
    <li className={classes['one']}>
      <div className={classes['head']}>
        <State state="warning">{severity === '' ? 'Open' : severity}</State>
        <span className={classes['told']}>{told}</span>
        {note === null && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Close the exception ${id}`}
            onClick={() => setNote('')}
          >
            Close…
          </Button>
        )}
      </div>
      {comment !== '' && <p className={classes['comment']}>{comment}</p>}
      <p className={classes['quiet']}>
        {initials === '' ? 'Left open' : `Left open by ${initials}`}{' '}
        <time dateTime={openedAt} title={formats.instant(openedAt)}>
          {formats.ago(openedAt)}
        </time>
        , in{' '}
        <Anchor component={Link} href={`/audit#package=${encodeURIComponent(made)}`} underline="always">
          {title}
        </Anchor>
        .
      </p>
      {note !== null && (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (enough) close.mutate({ package: made, id, note: note.trim() });
          }}
        >
          <TextInput
            className={classes['note']}
            label="What became of it"
            value={note}
            maxLength={2_000}
            autoFocus
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!enough} loading={close.isPending}>
            Close it
          </Button>
          <Button variant="default" onClick={() => setNote(null)}>
            Leave it open
          </Button>
        </form>
      )}
      {close.isError && <FailureNotice failure={failureOf(close.error)} />}
    </li>
  );
}
