import { Button, TextInput } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckLine } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../quality.module.css';

const WEEK = 7 * 86_400_000;
const LEAST = 3;

/** A failing check that somebody knows of is muted until a day they choose, with their reason beside it. */
export default function Acknowledge({ check }: { check: CheckLine }) {
  const calls = useCalls();
  const queries = useQueryClient();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => new Date(Date.now() + WEEK).toISOString().slice(0, 10));
  const fresh = () => queries.invalidateQueries({ queryKey: calls.quality.key() });
  const acknowledge = useMutation(
    calls.quality.acknowledge.mutationOptions({
      async onSuccess() {
        setOpened(false);
        notifyDone('Acknowledged. The check goes on being asked.');
        await fresh();
      },
    }),
  );
  const withdraw = useMutation(calls.quality.withdraw.mutationOptions({ onSuccess: fresh }));
  const { id, acknowledged, status } = check;

  if (acknowledged !== null)
    return (
      <div className={classes['box']}>
        <div className={classes['row']}>
          <State state="idle">Acknowledged until {formats.day(acknowledged.until)}</State>
          <Button
            variant="default"
            size="compact-sm"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ id })}
          >
            Take it back
          </Button>
        </div>
        <p>{acknowledged.reason}</p>
        {withdraw.isError && <FailureNotice failure={failureOf(withdraw.error)} />}
      </div>
    );
  if (status === 'pass') return null;
  if (!opened)
    return (
      <div>
        <Button
          variant="default"
          leftSection={<IconBellOff size={16} stroke={1.75} aria-hidden />}
          onClick={() => setOpened(true)}
        >
          Acknowledge…
        </Button>
      </div>
    );
  return (
    <Section
      title="Acknowledge"
      description="It is muted until that day and stays visible. What it keeps back stays kept back."
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          acknowledge.mutate({ id, reason, until });
        }}
      >
        <TextInput
          className={classes['reason'] ?? ''}
          label="Reason"
          value={reason}
          maxLength={500}
          autoFocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label="Until"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <div className={classes['row']}>
          <Button
            type="submit"
            loading={acknowledge.isPending}
            disabled={reason.trim().length < LEAST || until === ''}
          >
            Acknowledge
          </Button>
          <Button variant="default" onClick={() => setOpened(false)}>
            Leave it
          </Button>
        </div>
      </form>
      {acknowledge.isError && <FailureNotice failure={failureOf(acknowledge.error)} />}
    </Section>
  );
}
