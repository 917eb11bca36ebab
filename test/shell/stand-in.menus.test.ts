import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from './standIn.ts';
import { call, logOf, onlyDialog, openYard, soon, type Yard } from './yard.ts';

// The built main, preload and renderer bundles, together, over the stand-in. Not Electron: electron.test.ts is.

let yard: Yard;
let home: string;
let program: StandIn;
beforeAll(async () => {
  yard = await openYard();
  home = join(yard.folder, 'home');
  program = await yard.boot({ home });
}, 180_000);
afterAll(() => yard.clear());

describe('the menu and the tray', () => {
  it('carry what they must', async () => {
    const menu = await program.call('menu');
    expect(menu.map(({ label, role }) => label ?? role)).toEqual([
      '&File',
      'editMenu',
      '&View',
      '&Go',
      'windowMenu',
      'help',
    ]);
    const tray = await program.call('tray');
    expect(tray.flatMap(({ label }) => label ?? [])).toEqual([
      'Open Leadline',
      'Pause schedule',
      'Quit Leadline',
    ]);
  });

  it('reach the page as commands, in front of the person', async () => {
    await program.call('closeWindow');
    expect(await program.call('look')).toMatchObject({ visible: false });
    await program.call('clickMenu', '&File', 'Open workspace…');
    await program.call('clickMenu', '&File', 'Settings…');
    await soon(() => program.call('evaluate', 'leadlineProbe.commands')).toEqual([
      'open-workspace',
      'settings',
    ]);
    expect(await program.call('look')).toMatchObject({ visible: true, minimized: false });
    // The page acts on them: it asks the core, and the core asks this machine's own dialog.
    const dialog = await onlyDialog(program);
    expect(dialog).toMatchObject({
      kind: 'open',
      options: { properties: ['openDirectory', 'createDirectory'] },
    });
    await program.call('answerDialog', dialog.id, { canceled: true, filePaths: [] });
  });

  it('bring back a window that was put away', async () => {
    await program.call('closeWindow');
    await program.call('clickTray', 'Open Leadline');
    expect(await program.call('look')).toMatchObject({ visible: true });
  });

  it('change the theme through the settings', async () => {
    await program.call('clickMenu', '&View', 'Theme', 'Dark');
    await soon(() => program.call('themeSource')).toBe('dark');
    expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
  });

  it('pause the schedule, on disk', async () => {
    await program.call('clickTray', 'Pause schedule');
    expect(JSON.parse(readFileSync(join(home, 'schedule.json'), 'utf8'))).toEqual({ paused: true });
    await program.call('clickTray', 'Pause schedule');
    expect(JSON.parse(readFileSync(join(home, 'schedule.json'), 'utf8'))).toEqual({ paused: false });
  });
});

describe('native dialogs', () => {
  it('answer the page through the contract', async () => {
    const picked = call(program, 'host', 'pickFolder', { title: 'Open a workspace' });
    const dialog = await onlyDialog(program);
    expect(dialog).toMatchObject({ kind: 'open', options: { title: 'Open a workspace' } });
    await program.call('answerDialog', dialog.id, { canceled: false, filePaths: ['/w/salt'] });
    expect(await picked).toEqual({ value: { path: '/w/salt' } });
  });

  it('ask before an https link leaves, and refuse every other kind', async () => {
    for (const url of ['http://example.org/', 'javascript:alert(1)', 'file:///etc/passwd']) {
      expect(await call(program, 'host', 'openExternal', { url })).toEqual({ code: 'LINK_REFUSED' });
    }
    expect(await program.call('dialogs')).toEqual([]);
    for (const [response, opened] of [
      [1, []],
      [0, ['https://example.org/docs']],
    ] as const) {
      const asked = call(program, 'host', 'openExternal', { url: 'https://example.org/docs' });
      const { id, options } = await onlyDialog(program);
      expect(options).toMatchObject({ message: 'Open example.org in your browser?' });
      await program.call('answerDialog', id, { response });
      expect(await asked).toEqual({ value: { opened: response === 0 } });
      expect(await program.call('openedOutside')).toEqual(opened);
    }
  });
});

it('hands power events to the core', async () => {
  for (const event of ['suspend', 'resume', 'lock-screen']) await program.call('power', event);
  for (const event of ['suspend', 'resume', 'locked']) {
    await soon(() => logOf(home)).toContain(`"event":"${event}"`);
  }
});
