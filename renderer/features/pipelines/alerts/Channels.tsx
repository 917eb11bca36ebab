import { Button, Menu } from '@mantine/core';
import { IconBell, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { AlertsForm, ChannelForm } from '../../../../shared/contract/pipelines.ts';
import { failureOf } from '../../../client/client.tsx';
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
  const save = useSaveAlerts();
  const [edited, setEdited] = useState<{ kind: ChannelKind; channel: ChannelForm | null } | null>(null);

  async function remove({ name }: ChannelForm): Promise<void> {
    const yes = await confirm({
      title: `Remove ${name}?`,
      body: 'Nothing is sent this way any more. What was sent stays in the list of deliveries.',
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
          kept={edited.channel !== null && (secrets[edited.channel.name] ?? false)}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function Channel({
  channel,
  kept,
  onEdit,
  onRemove,
}: {
  channel: ChannelForm;
  kept: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { name, kind } = channel;
  const Glyph = CHANNELS[kind].icon;
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
          {kind === 'email' && channel.user !== undefined && (
            <p className={classes['quiet']}>
              {kept
                ? `Password of ${channel.user}: kept in the vault`
                : `The password of ${channel.user} isn’t in the vault`}
            </p>
          )}
          {kind === 'webhook' && !kept && (
            <p className={classes['quiet']}>Its address isn’t in the vault: enter it under Change.</p>
          )}
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
