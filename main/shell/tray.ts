import { execFile } from 'node:child_process';
import type { MenuItemConstructorOptions } from 'electron';
import { whenWords } from '../../shared/domain/whenWords.ts';
import type { Schedule } from './parts.ts';

export interface TrayActions {
  open(): void;
  quit(): void;
}

export function trayTemplate(
  schedule: Omit<Schedule, 'onChange'>,
  act: TrayActions,
  now: Date,
): MenuItemConstructorOptions[] {
  const next = schedule.paused() ? null : schedule.next();
  return [
    { label: 'Open Leadline', click: () => act.open() },
    { type: 'separator' },
    ...(next === null ? [] : [{ label: `Next: ${next.title}, ${whenWords(next.at, now)}`, enabled: false }]),
    {
      label: 'Pause schedule',
      type: 'checkbox',
      checked: schedule.paused(),
      click: (item) => schedule.setPaused(item.checked),
    },
    { type: 'separator' },
    { label: 'Quit Leadline', click: () => act.quit() },
  ];
}

/**
 * Whether a tray icon will be seen. Electron makes one without complaint on a Linux desktop that shows none, and a
 * window hidden there could never be found again; such desktops are told by who owns the tray's name on the bus.
 */
export async function trayIsShown(
  platform: NodeJS.Platform,
  ownsName: (name: string) => Promise<boolean> = onSessionBus,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  return ownsName('org.kde.StatusNotifierWatcher');
}

function onSessionBus(name: string): Promise<boolean> {
  const bus = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const question = [...bus, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  return new Promise((settle) => {
    execFile('dbus-send', question, { timeout: 2000 }, (error, answer) => {
      settle(error === null && answer.includes('true'));
    });
  });
}
