import { Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Settings } from '../../../shared/contract/settings.ts';
import { failureOf, useCalls, useSettings } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import Choice from './Choice.tsx';
import classes from './settings.module.css';

const CONNECTIONS: { value: Settings['metered']; label: string }[] = [
  { value: 'system', label: 'Ask the system' },
  { value: 'always', label: 'Treat as metered' },
];

/** When schedules may run on this machine; what runs is on the screen Pipelines. */
export default function Schedules() {
  const settings = useSettings();
  const calls = useCalls();
  const info = useQuery(calls.app.info.queryOptions());
  const change = useMutation(calls.settings.change.mutationOptions());
  if (settings === undefined) return null;
  const desktop = info.data?.host === 'desktop';
  return (
    <Section title="Schedules" description="How pipelines run on this machine, in every workspace.">
      {change.isError && (
        <FailureNotice failure={failureOf(change.error)} retry={() => change.mutate(change.variables)} />
      )}
      <div className={classes['fields']}>
        <Switch
          label="Start Leadline when I log in"
          description={
            desktop
              ? 'Schedules then run without anybody opening the window.'
              : 'Only the desktop program can: a browser has no say in what this machine starts. On a machine that only schedules, run the command scheduler from a service.'
          }
          checked={settings.startAtLogin}
          disabled={!desktop}
          onChange={(event) => change.mutate({ startAtLogin: event.currentTarget.checked })}
        />
        <Choice
          label="Connection"
          options={CONNECTIONS}
          value={settings.metered}
          onChange={(metered) => change.mutate({ metered })}
        />
      </div>
    </Section>
  );
}
