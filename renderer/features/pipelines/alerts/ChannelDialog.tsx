import { Button, Group, Modal, PasswordInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AlertsForm, ChannelForm } from '../../../../shared/contract/pipelines.ts';
import { failureOf } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from './alerts.module.css';
import {
  type ChannelKind,
  channelOf,
  type Entered,
  enteredOf,
  type Field,
  faultsOf,
  withChannel,
  withTls,
} from './channelForm.ts';
import { useSaveAlerts } from './useAlerts.ts';
import { CHANNELS } from './words.ts';

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** One way out, entered or changed. What is secret goes to the vault and never comes back. */
export default function ChannelDialog({
  form,
  channel,
  kind,
  kept,
  onClose,
}: {
  form: AlertsForm;
  /** Null: a new one. */
  channel: ChannelForm | null;
  kind: ChannelKind;
  /** The vault holds its secret. */
  kept: boolean;
  onClose: () => void;
}) {
  const [entered, setEntered] = useState(() => freshName(enteredOf(channel, kind), form, channel));
  const [tried, setTried] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const save = useSaveAlerts();
  // Under another name the vault has nothing of it.
  const isKept = kept && entered.name.trim() === channel?.name;
  const taken = form.channels.filter(({ name }) => name !== channel?.name).map(({ name }) => name);
  const faults = faultsOf(entered, taken, isKept);
  const told = tried ? faults : {};
  const set = (field: Field, value: string | string[]) => setEntered({ ...entered, [field]: value });
  const text = (field: Exclude<Field, 'to' | 'kind' | 'tls'>) => ({
    value: entered[field],
    error: told[field],
    inputWrapperOrder: ORDER,
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => set(field, event.currentTarget.value),
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={channel === null ? `Add: ${CHANNELS[kind].word}` : `Change ${channel.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        ref={frame}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.keys(faults).length > 0) return setRefusals(refusals + 1);
          save.mutate(
            {
              form: withChannel(form, channelOf(entered), channel?.name ?? null),
              secrets: entered.secret === '' ? {} : { [entered.name.trim()]: entered.secret.trim() },
            },
            { onSuccess: onClose },
          );
        }}
      >
        <Stack gap="md">
          <p className={classes['quiet']}>{CHANNELS[kind].means}</p>
          <TextInput
            label="Name"
            description="How pipelines and this list call it."
            {...text('name')}
            data-autofocus
          />
          {kind === 'email' && (
            <EmailFields entered={entered} told={told} text={text} set={set} onEntered={setEntered} />
          )}
          {kind !== 'desktop' && (
            <PasswordInput
              label={kind === 'email' ? 'Password' : 'Address'}
              {...text('secret')}
              description={
                isKept
                  ? 'Kept in the vault. Leave it empty to keep it as it is.'
                  : kind === 'email'
                    ? 'Goes to the vault. Many mail servers want an app password, not the one you sign in with.'
                    : 'Goes to the vault: whoever knows it can post.'
              }
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
            />
          )}
          {save.isError && <FailureNotice failure={failureOf(save.error)} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {channel === null ? 'Add' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function EmailFields({
  entered,
  told,
  text,
  set,
  onEntered,
}: {
  entered: Entered;
  told: Partial<Record<Field, string>>;
  text: (field: Exclude<Field, 'to' | 'kind' | 'tls'>) => object;
  set: (field: Field, value: string | string[]) => void;
  onEntered: (entered: Entered) => void;
}) {
  return (
    <>
      <TextInput label="Mail server" placeholder="smtp.example.com" {...text('server')} />
      <Select
        label="Encryption"
        description="Nothing is ever sent in the open."
        inputWrapperOrder={ORDER}
        data={[
          { value: 'implicit', label: 'TLS from the start (usually port 465)' },
          { value: 'starttls', label: 'STARTTLS, required (usually port 587)' },
        ]}
        value={entered.tls}
        allowDeselect={false}
        onChange={(tls) => tls !== null && onEntered(withTls(entered, tls as Entered['tls']))}
      />
      <TextInput label="Port" inputMode="numeric" {...text('port')} />
      <TextInput label="User" description="Empty where the server asks for none." {...text('user')} />
      <TextInput label="From" placeholder="alerts@example.com" {...text('from')} />
      <TagsInput
        label="To"
        description="The only addresses it may ever write to. Enter adds one."
        inputWrapperOrder={ORDER}
        value={[...entered.to]}
        error={told.to}
        acceptValueOnBlur
        onChange={(to) => set('to', to)}
      />
    </>
  );
}

/** A new one is called as its kind, with a number where that is taken. */
function freshName(entered: Entered, form: AlertsForm, channel: ChannelForm | null): Entered {
  if (channel !== null) return entered;
  const taken = new Set(form.channels.map(({ name }) => name));
  let name: string = entered.kind;
  for (let number = 2; taken.has(name); number += 1) name = `${entered.kind}-${number}`;
  return { ...entered, name };
}
