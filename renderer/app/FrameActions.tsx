import {
  IconAdjustmentsHorizontal,
  IconArrowLeft,
  IconArrowRight,
  IconKeyboard,
  IconReload,
  IconSearch,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Action } from './actionList.ts';
import { useActions } from './actions.tsx';
import { SCREENS } from './routes.ts';

/** What can be done on every screen. The ids are those the desktop's menu sends. */
export function FrameActions({
  openPalette,
  openShortcuts,
}: {
  openPalette: () => void;
  openShortcuts: () => void;
}) {
  const [, go] = useLocation();
  const back = { label: 'Back', icon: IconArrowLeft, group: 'Leadline', run: () => history.back() };
  const forward = { label: 'Forward', icon: IconArrowRight, group: 'Leadline', run: () => history.forward() };
  useActions([
    ...SCREENS.filter(({ id }) => id !== 'settings').map(
      ({ id, label, icon, path, key }): Action => ({
        id: `go-${id}`,
        label,
        icon,
        group: 'Go to',
        shortcut: `g ${key}`,
        run: () => go(path),
      }),
    ),
    {
      id: 'settings',
      label: 'Settings',
      icon: IconAdjustmentsHorizontal,
      group: 'Go to',
      shortcut: 'g t',
      keywords: ['preferences', 'theme', 'secrets', 'vault', 'log'],
      run: () => go('/settings'),
    },
    {
      id: 'palette',
      label: 'Search screens and actions',
      icon: IconSearch,
      group: 'Leadline',
      shortcut: 'Mod+K',
      run: openPalette,
    },
    { ...back, id: 'back', shortcut: '[', alias: 'Alt+ArrowLeft' },
    { ...forward, id: 'forward', shortcut: ']', alias: 'Alt+ArrowRight' },
    {
      id: 'shortcuts',
      label: 'Keyboard shortcuts',
      icon: IconKeyboard,
      group: 'Leadline',
      shortcut: '?',
      keywords: ['help', 'keys'],
      run: openShortcuts,
    },
    {
      id: 'reload',
      label: 'Reload this window',
      icon: IconReload,
      group: 'Leadline',
      run: () => location.reload(),
    },
  ]);
  return null;
}
