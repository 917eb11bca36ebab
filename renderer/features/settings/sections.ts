import {
  type Icon,
  IconClock,
  IconFolderCog,
  IconHeartbeat,
  IconInfoCircle,
  IconKey,
  IconListDetails,
  IconPalette,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import About from './About.tsx';
import Appearance from './Appearance.tsx';
import Health from './Health.tsx';
import Log from './log/Log.tsx';
import Schedules from './Schedules.tsx';
import Vault from './vault/Vault.tsx';
import Workspace from './Workspace.tsx';

export interface SettingsSection {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly component: ComponentType;
}

const APPEARANCE: SettingsSection = {
  id: 'appearance',
  label: 'Appearance',
  icon: IconPalette,
  component: Appearance,
};

export const SECTIONS: readonly SettingsSection[] = [
  APPEARANCE,
  { id: 'workspace', label: 'Workspace', icon: IconFolderCog, component: Workspace },
  { id: 'schedules', label: 'Schedules', icon: IconClock, component: Schedules },
  { id: 'vault', label: 'Vault', icon: IconKey, component: Vault },
  { id: 'log', label: 'Log', icon: IconListDetails, component: Log },
  { id: 'health', label: 'Health', icon: IconHeartbeat, component: Health },
  { id: 'about', label: 'About', icon: IconInfoCircle, component: About },
];

/** The section a hash names; the first one where it names none. */
export function sectionAt(hash: string): SettingsSection {
  return SECTIONS.find(({ id }) => `#${id}` === hash) ?? APPEARANCE;
}
