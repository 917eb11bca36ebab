import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Hands a link to the browser of this desktop. False where there is none: then the link is for the person to open. */
export async function openInBrowser(link: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const opener = await findOpener(env);
  if (opener === null) return false;
  const child = spawn(opener.command, [...opener.args, link], { stdio: 'ignore', detached: true });
  return new Promise((settle) => {
    child.once('error', () => settle(false));
    child.once('spawn', () => {
      child.unref();
      settle(true);
    });
  });
}

async function findOpener(env: NodeJS.ProcessEnv): Promise<{ command: string; args: string[] } | null> {
  if (process.platform === 'darwin') return { command: 'open', args: [] };
  if (process.platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return null;
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const command = join(folder, 'xdg-open');
    const found = await access(command, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return { command, args: [] };
  }
  return null;
}
