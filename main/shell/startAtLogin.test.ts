import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyStartAtLogin, keepStartAtLogin } from './startAtLogin.ts';
import { recordingLog } from './testing.ts';

describe('starting at login', () => {
  let config: string;
  beforeEach(() => {
    config = mkdtempSync(join(tmpdir(), 'leadline-autostart-'));
  });
  afterEach(() => rmSync(config, { recursive: true, force: true }));

  it('is a file of the autostart folder on Linux, which goes when the wish goes', async () => {
    const app = { setLoginItemSettings: () => expect.unreachable() };
    const machine = {
      platform: 'linux' as const,
      app,
      program: '/opt/Lead "line"/50%',
      env: { XDG_CONFIG_HOME: config },
    };
    const file = join(config, 'autostart', 'leadline.desktop');
    await applyStartAtLogin(true, machine);
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Lead \\"line\\"/50%%"\n');
    await applyStartAtLogin(true, { ...machine, env: { ...machine.env, APPIMAGE: '/home/x/L.AppImage' } });
    expect(readFileSync(file, 'utf8')).toContain('Exec="/home/x/L.AppImage"\n');
    await applyStartAtLogin(false, machine);
    expect(existsSync(file)).toBe(false);
  });

  it('is the system’s own list elsewhere', async () => {
    const asked: unknown[] = [];
    const app = { setLoginItemSettings: (wish: unknown) => void asked.push(wish) };
    await applyStartAtLogin(true, { platform: 'darwin', app, program: '/x', env: {} });
    expect(asked).toEqual([{ openAtLogin: true }]);
  });

  it('follows the setting, and tries again after a refusal', async () => {
    const applied: boolean[] = [];
    let refuse = true;
    await keepStartAtLogin({
      settings: {
        async *watch() {
          for (const startAtLogin of [true, true, true, false]) yield { startAtLogin };
        },
      },
      apply: async (wanted) => {
        if (refuse) {
          refuse = false;
          throw new Error('no right');
        }
        applied.push(wanted);
      },
      log: recordingLog(),
    });
    expect(applied).toEqual([true, false]);
  });
});
