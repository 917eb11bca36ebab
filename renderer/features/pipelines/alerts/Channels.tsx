import { Button, Menu } from '@mantine/core';
import { IconBell, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertsForm, ChannelForm } from '../../../../shared/contract/pipelines.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from './alerts.module.css';
import ChannelDialog from './ChannelDialog.tsx';
import type { ChannelKind } from './channelForm.ts';
import TestSend from './TestSend.tsx';
import { useSaveAlerts } from './useAlerts.ts';
import { CHANNELS, channelWords } from './words.ts';

/** The ways alerts go out, each to be tried. */
export default function Channels({
  form,
  secrets,
}: {
  form: AlertsForm;
  secrets: Readonly<Record<string, boolean>>;
}) {
  const confirm = useConfirm();
  // What a locked vault holds can't be seen.
  const locked = useQuery(useCalls().vault.status.queryOptions()).data?.locked ?? false;
  const save = useSaveAlerts();
  const [edited, setEdited] = useState<{ kind: ChannelKind; channel: ChannelForm | null } | null>(null);

  async function remove({ name }: ChannelForm): Promise<void> {
    const yes = await confirm({
      title: `Remove ${name}?`,
      body: `Nothing is sent this way any more. What was sent stays in the list of deliveries${
        secrets[name] ? ', and its secret in the vault until you delete it there' : ''
      }.`,
      confirm: 'Remove',
      danger: true,
    });
    if (yes)
      save.mutate({
        form: { ...form, channels: form.channels.filter((one) => one.name !== name) },
        secrets: {},
      });
  }

  const add = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          Add a way
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(CHANNELS) as ChannelKind[]).map((kind) => {
          const { word, icon: Glyph } = CHANNELS[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<Glyph size={16} stroke={1.75} aria-hidden />}
              onClick={() => setEdited({ kind, channel: null })}
            >
              {word}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );

  return (
    <Section
      title="Ways out"
      description="A pipeline uses all of them, unless its file names some."
      actions={form.channels.length > 0 && add}
    >
      {save.isError && <FailureNotice failure={failureOf(save.error)} />}
      {form.channels.length === 0 ? (
        <EmptyState icon={IconBell} title="Nobody is told yet" action={add}>
          A failure is on the screen here, and nowhere else. Add a way to hear of it when you aren’t looking.
        </EmptyState>
      ) : (
        <ul className={classes['channels']}>
          {form.channels.map((channel) => (
            <Channel
              key={channel.name}
              channel={channel}
              kept={secrets[channel.name] ?? false}
              locked={locked}
              onEdit={() => setEdited({ kind: channel.kind, channel })}
              onRemove={() => void remove(channel)}
            />
          ))}
        </ul>
      )}
      {edited !== null && (
        <ChannelDialog
          form={form}
          {...edited}
          kept={edited.channel !== null && (locked || (secrets[edited.channel.name] ?? false))}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function Channel({
  channel,
  kept,
  locked,
  onEdit,
  onRemove,
}: {
  channel: ChannelForm;
  kept: boolean;
  locked: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { name, kind } = channel;
  const Glyph = CHANNELS[kind].icon;
  const secret = secretWords(channel, kept, locked);
  return (
    <li className={classes['channel']}>
      <div className={classes['channelHead']}>
        <Glyph size={18} stroke={1.5} aria-hidden className={classes['glyph']} />
        <div className={classes['grow']}>
          <p>
            <span className={classes['strong']}>{name}</span>{' '}
            <span className={classes['quiet']}>{CHANNELS[kind].word}</span>
          </p>
          <p className={classes['quiet']}>{channelWords(channel)}</p>
          {secret !== null && <p className={classes['quiet']}>{secret}</p>}
        </div>
        <div className={classes['buttons']}>
          <Button variant="default" size="compact-sm" aria-label={`Change ${name}`} onClick={onEdit}>
            Change
          </Button>
          <Button variant="default" size="compact-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
            Remove
          </Button>
        </div>
      </div>
      <TestSend channel={name} />
    </li>
  );
}

function secretWords(channel: ChannelForm, kept: boolean, locked: boolean): string | null {
  if (channel.kind === 'desktop' || (channel.kind === 'email' && channel.user === undefined)) return null;
  const what = channel.kind === 'email' ? `Password of ${channel.user}` : 'Its address';
  if (kept) return `${what}: kept in the vault`;
  return locked
    ? 'The vault is locked: unlock it under Settings, or nothing is sent this way.'
    : `${what}: not in the vault yet. Enter it under Change.`;
}
