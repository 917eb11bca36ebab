import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Logger } from '../log/log.ts';

/** Keeps what the system starts with the person's session as the setting says, now and after every change. */
export async function keepStartAtLogin(parts: {
  settings: { watch(signal?: AbortSignal): AsyncIterable<Pick<Settings, 'startAtLogin'>> };
  apply: (wanted: boolean) => Promise<void>;
  log: Logger;
}): Promise<void> {
  let applied: boolean | null = null;
  for await (const { startAtLogin } of parts.settings.watch()) {
    if (startAtLogin === applied) continue;
    try {
      await parts.apply(startAtLogin);
      applied = startAtLogin;
    } catch (error) {
      parts.log.warn('What starts at login could not be changed', { wanted: startAtLogin, error });
    }
  }
}

/** macOS and Windows keep a list of their own; Linux desktops start what lies in their autostart folder. */
export async function applyStartAtLogin(
  wanted: boolean,
  machine: {
    platform: NodeJS.Platform;
    app: Pick<App, 'setLoginItemSettings'>;
    /** What starts the program; an AppImage is mounted anew each time and names itself. */
    program: string;
    env: Readonly<Record<string, string | undefined>>;
  },
): Promise<void> {
  const { platform, app, program, env } = machine;
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted });
    return;
  }
  const folder = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? homedir(), '.config'), 'autostart');
  const file = join(folder, 'leadline.desktop');
  if (!wanted) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(file, desktopEntry(env['APPIMAGE'] ?? program));
}

function desktopEntry(program: string): string {
  const quoted = `"${program.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`;
  return `[Desktop Entry]\nType=Application\nName=Leadline\nExec=${quoted}\nX-GNOME-Autostart-enabled=true\n`;
}
