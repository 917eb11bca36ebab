import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './alerts.module.css';

/** Sends one message now, and shows what the other side really said. */
export default function TestSend({ channel }: { channel: string }) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const formats = useFormats();
  /** A refusal doesn't say how long it took. */
  const [tookMs, setTookMs] = useState(0);
  const test = useMutation(
    calls.testAlert.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: calls.deliveries.key() }),
    }),
  );
  function send(): void {
    const from = performance.now();
    test.mutate({ channel }, { onError: () => setTookMs(performance.now() - from) });
  }
  return (
    <div className={classes['test']}>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Send a test by ${channel}`}
        loading={test.isPending}
        onClick={send}
      >
        Send a test
      </Button>
      <div aria-live="polite" className={classes['grow']}>
        {test.isSuccess && (
          <>
            <State state="ok">Taken after {formats.duration(test.data.tookMs / 1_000)}</State>
            <p>
              It answered: <q className={classes['answer']}>{test.data.answer}</q>
            </p>
          </>
        )}
        {test.isError && (
          <div className={classes['refused']}>
            <State state="broken">Not taken, after {formats.duration(tookMs / 1_000)}</State>
            <FailureNotice failure={failureOf(test.error)} />
          </div>
        )}
      </div>
    </div>
  );
}
