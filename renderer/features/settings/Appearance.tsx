import { useMutation } from '@tanstack/react-query';
import type { Settings } from '../../../shared/contract/settings.ts';
import { failureOf, useCalls, useSettings } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import Choice from './Choice.tsx';
import LocaleChoice from './LocaleChoice.tsx';
import classes from './settings.module.css';

const THEMES: { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'Follow the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const MOTIONS: { value: Settings['motion']; label: string }[] = [
  { value: 'system', label: 'Follow the system' },
  { value: 'reduced', label: 'Reduced' },
];

/** Each choice is kept at once and reaches every window; there is nothing to save. */
export default function Appearance() {
  const settings = useSettings();
  const change = useMutation(useCalls().settings.change.mutationOptions());
  if (settings === undefined) return null;
  return (
    <Section title="Appearance" description="Kept for you on this machine, in every workspace.">
      {change.isError && (
        <FailureNotice failure={failureOf(change.error)} retry={() => change.mutate(change.variables)} />
      )}
      <div className={classes['fields']}>
        <Choice
          label="Theme"
          options={THEMES}
          value={settings.theme}
          onChange={(theme) => change.mutate({ theme })}
        />
        <LocaleChoice value={settings.locale} onChange={(locale) => change.mutate({ locale })} />
        <Choice
          label="Motion"
          options={MOTIONS}
          value={settings.motion}
          onChange={(motion) => change.mutate({ motion })}
        />
      </div>
    </Section>
  );
}
