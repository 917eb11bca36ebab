import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { failureOf, useClient, useSettings } from '../client/client.tsx';
import { useActions } from './actions.tsx';
import { notifyFailure } from './toasts.ts';

const THEMES = [
  { theme: 'light', label: 'Use the light theme', icon: IconSun },
  { theme: 'dark', label: 'Use the dark theme', icon: IconMoon },
  { theme: 'system', label: 'Follow the system’s theme', icon: IconDeviceDesktop },
] as const;

/** The themes, one command away; the one in use is not offered. */
export function ThemeActions() {
  const client = useClient();
  const inUse = useSettings()?.theme;
  useActions(
    THEMES.filter(({ theme }) => theme !== inUse).map(({ theme, label, icon }) => ({
      id: `theme-${theme}`,
      label,
      icon,
      group: 'Leadline',
      keywords: ['appearance', 'colour'],
      run: () => {
        client.settings.change({ theme }).catch((error: unknown) => notifyFailure(failureOf(error)));
      },
    })),
  );
  return null;
}
