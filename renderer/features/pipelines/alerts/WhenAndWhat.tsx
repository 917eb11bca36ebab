import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AlertsForm } from '../../../../shared/contract/pipelines.ts';
import { Duration } from '../../../../shared/domain/duration.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from './alerts.module.css';
import { useSaveAlerts } from './useAlerts.ts';

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

type Rules = Pick<AlertsForm, 'quiet' | 'digest' | 'includeDetails' | 'heartbeat'>;

/** When alerts are held back, what stands in them, and who notices when this machine is silent. */
export default function WhenAndWhat({ form, hasAddress }: { form: AlertsForm; hasAddress: boolean }) {
  const { zone } = useFormats();
  const [edit, setEdit] = useState<Partial<Rules>>({});
  const [address, setAddress] = useState('');
  const [tried, setTried] = useState(false);
  const save = useSaveAlerts();
  // Only what was changed is held, so that an edit of the file shows in every other field.
  const rules: Rules = { ...form, ...edit };
  const faults = tried ? faultsOf(rules, address, hasAddress) : {};
  const changed = Object.keys(edit).length > 0 || address !== '';
  const change = (part: Partial<Rules>) => setEdit({ ...edit, ...part });

  function submit(): void {
    setTried(true);
    if (Object.keys(faultsOf(rules, address, hasAddress)).length > 0) return;
    save.mutate(
      {
        form: { ...form, ...edit },
        secrets: {},
        ...(address === '' ? {} : { heartbeatAddress: address.trim() }),
      },
      {
        onSuccess() {
          setEdit({});
          setAddress('');
          setTried(false);
        },
      },
    );
  }

  return (
    <Section title="When, and what">
      <form
        noValidate
        autoComplete="off"
        className={classes['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Switch
          label="Quiet hours"
          description={`What comes then is gathered and sent at their end; what waits for you comes through. Times of day in ${zone}.`}
          checked={rules.quiet !== null}
          onChange={(event) =>
            change({ quiet: event.currentTarget.checked ? { from: '22:00', to: '07:00' } : null })
          }
        />
        {rules.quiet !== null && (
          <div className={classes['pair']}>
            <TextInput
              type="time"
              label="From"
              value={rules.quiet.from}
              error={faults.quiet}
              onChange={(event) =>
                change({ quiet: { from: event.currentTarget.value, to: rules.quiet?.to ?? '' } })
              }
            />
            <TextInput
              type="time"
              label="To"
              value={rules.quiet.to}
              onChange={(event) =>
                change({ quiet: { from: rules.quiet?.from ?? '', to: event.currentTarget.value } })
              }
            />
          </div>
        )}
        <TextInput
          label="Gathered for"
          description="Alerts of one way that come within this are one message. Like 5 minutes."
          inputWrapperOrder={ORDER}
          value={rules.digest}
          error={faults.digest}
          onChange={(event) => change({ digest: event.currentTarget.value })}
        />
        <Switch
          label="Quote values in messages"
          description="Off: a message names pipelines and steps and says what failed, and no value of your data leaves this machine. On: what a failure quotes is sent, too."
          checked={rules.includeDetails}
          onChange={(event) => change({ includeDetails: event.currentTarget.checked })}
        />
        <Switch
          label="Heartbeat"
          description="While the scheduler lives, it asks an address every so often. A watching service that you sign up for tells you when that stops: a machine that sleeps or is off can’t."
          checked={rules.heartbeat !== null}
          onChange={(event) =>
            change({ heartbeat: event.currentTarget.checked ? { every: '15 minutes' } : null })
          }
        />
        {rules.heartbeat !== null && (
          <>
            <TextInput
              label="Every"
              value={rules.heartbeat.every}
              error={faults.heartbeat}
              onChange={(event) => change({ heartbeat: { every: event.currentTarget.value } })}
            />
            <PasswordInput
              label="Heartbeat address"
              description={
                hasAddress
                  ? 'Kept in the vault. Leave it empty to keep it as it is.'
                  : 'Goes to the vault. Beginning with https://.'
              }
              inputWrapperOrder={ORDER}
              value={address}
              error={faults.address}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          </>
        )}
        {save.isError && <FailureNotice failure={failureOf(save.error)} />}
        <div className={classes['buttons']}>
          <Button type="submit" disabled={!changed} loading={save.isPending}>
            Save
          </Button>
          {changed && (
            <Button
              variant="default"
              onClick={() => {
                setEdit({});
                setAddress('');
              }}
            >
              Discard
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}

type Fault = 'quiet' | 'digest' | 'heartbeat' | 'address';

function faultsOf({ quiet, digest, heartbeat }: Rules, address: string, hasAddress: boolean) {
  const faults: Partial<Record<Fault, string>> = {};
  const length = 'Write a length of time, like 5 minutes.';
  if (quiet !== null && (quiet.from === '' || quiet.to === '' || quiet.from === quiet.to))
    faults.quiet = 'Choose two different times.';
  if (!Duration.safeParse(digest).success) faults.digest = length;
  if (heartbeat === null) return faults;
  if (!Duration.safeParse(heartbeat.every).success) faults.heartbeat = length;
  if (address === '' ? !hasAddress : URL.parse(address.trim())?.protocol !== 'https:')
    faults.address = 'Write the whole address, beginning with https://.';
  return faults;
}
