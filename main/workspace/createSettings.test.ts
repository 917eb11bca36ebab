import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../shared/contract/settings.ts';
import { createSettings } from './createSettings.ts';
import type { SettingsStore } from './settings.ts';
import { smallDisk, temporaryFolder } from './testing/folders.ts';
import { quietLog } from './testing/quietLog.ts';
import { codeOf, granted } from './testing/workbench.ts';

const USUAL: Settings = {
  theme: 'system',
  locale: null,
  motion: 'system',
  startAtLogin: false,
  metered: 'system',
};

function start(home: string): SettingsStore {
  const settings = createSettings({ home, log: quietLog(), clock: () => new Date('2026-02-03T04:05:06Z') });
  onTestFinished(() => settings.close());
  return settings;
}

async function shows(settings: SettingsStore, fits: (one: Settings) => boolean): Promise<Settings> {
  for await (const one of settings.watch(AbortSignal.timeout(2_000))) if (fits(one)) return one;
  throw new Error(`not shown: ${JSON.stringify(settings.current())}`);
}

test('without a file the usual settings count; a change is kept for the next start', async () => {
  const home = join(await temporaryFolder(), 'deep', 'home');
  const settings = start(home);
  expect(settings.current()).toEqual(USUAL);
  expect(granted(await settings.change({ theme: 'dark' }))).toEqual({ ...USUAL, theme: 'dark' });
  expect(granted(await settings.change({ locale: 'de-DE', theme: undefined }))).toMatchObject({
    theme: 'dark',
  });
  expect(start(home).current()).toEqual({ ...USUAL, theme: 'dark', locale: 'de-DE' });
  expect(settings.notices()).toEqual([]);
  expect(await readdir(home)).toEqual(['settings.json']);
});

test('changes at once all end in the file, and keys nobody knows stay', async () => {
  const home = await temporaryFolder();
  await writeFile(join(home, 'settings.json'), '{"later": {"a": [1]}, "theme": "light"}');
  const settings = start(home);
  await Promise.all([
    settings.change({ theme: 'dark' }),
    settings.change({ locale: 'fr' }),
    settings.change({ motion: 'reduced' }),
  ]);
  expect(JSON.parse(await readFile(join(home, 'settings.json'), 'utf8'))).toEqual({
    later: { a: [1] },
    theme: 'dark',
    locale: 'fr',
    motion: 'reduced',
  });
});

test('a corrupt file is set aside whole, said with the next step, and the usual settings count', async () => {
  const home = await temporaryFolder();
  await writeFile(join(home, 'settings.json'), '{"theme": "da');
  const settings = start(home);
  expect(settings.current()).toEqual(USUAL);
  const aside = 'settings.json.broken-2026-02-03T04-05-06-000Z';
  expect(await readdir(home)).toEqual([aside]);
  expect(await readFile(join(home, aside), 'utf8')).toBe('{"theme": "da');
  expect(settings.notices()).toHaveLength(1);
  expect(settings.notices()[0]?.message).toContain(aside);
  expect(granted(await settings.change({ theme: 'dark' })).theme).toBe('dark');
});

test('one wrong value falls back by itself, is said, and is gone once chosen anew', async () => {
  const home = await temporaryFolder();
  await writeFile(join(home, 'settings.json'), '{"theme": "purple", "locale": "de"}');
  const settings = start(home);
  expect(settings.current()).toEqual({ ...USUAL, locale: 'de' });
  expect(settings.notices().map(({ message }) => message)).toEqual([
    expect.stringContaining('The setting "theme"'),
  ]);
  granted(await settings.change({ theme: 'light' }));
  expect(settings.notices()).toEqual([]);
});

test('an editor is an equal: its saves show; half a save is left alone until it is whole', async () => {
  const home = await temporaryFolder();
  const file = join(home, 'settings.json');
  const settings = start(home);
  await writeFile(file, '{"theme": "dark"}');
  await shows(settings, ({ theme }) => theme === 'dark');
  await writeFile(file, '{"theme": ');
  await pause(300);
  expect(settings.current().theme).toBe('dark');
  expect(settings.notices()).toHaveLength(1);
  expect(await readdir(home)).toEqual(['settings.json']);
  await writeFile(`${file}~`, '{"theme": "light"}');
  await rename(`${file}~`, file);
  await shows(settings, ({ theme }) => theme === 'light');
  expect(settings.notices()).toEqual([]);
  await rm(file);
  await shows(settings, ({ theme }) => theme === 'system');
});

test('a change over a file that is broken just now sets it aside and is kept', async () => {
  const home = await temporaryFolder();
  const settings = start(home);
  await writeFile(join(home, 'settings.json'), 'mine, not JSON');
  expect(granted(await settings.change({ theme: 'dark' })).theme).toBe('dark');
  const names = await readdir(home);
  expect(names.filter((name) => name.startsWith('settings.json.broken-'))).toHaveLength(1);
  expect(settings.notices()).toHaveLength(1);
});

test('a watcher gets what counts now first, and ends with its signal', async () => {
  const settings = start(await temporaryFolder());
  const abort = new AbortController();
  const watching = settings.watch(abort.signal);
  expect((await watching.next()).value).toEqual(USUAL);
  const next = watching.next();
  granted(await settings.change({ theme: 'dark' }));
  expect((await next).value).toEqual({ ...USUAL, theme: 'dark' });
  abort.abort();
  expect((await watching.next()).done).toBe(true);
});

test('a home that was removed is made again by the next change, and watched', async () => {
  const home = join(await temporaryFolder(), 'home');
  const settings = start(home);
  granted(await settings.change({ theme: 'dark' }));
  await rm(home, { recursive: true });
  await shows(settings, ({ theme }) => theme === 'system');
  granted(await settings.change({ theme: 'light' }));
  await writeFile(join(home, 'settings.json'), '{"theme": "dark"}');
  await shows(settings, ({ theme }) => theme === 'dark');
});

test('a home that cannot be is survived: the usual settings, a notice, a failed change', async () => {
  const base = await temporaryFolder();
  await writeFile(join(base, 'home'), 'a file');
  const settings = start(join(base, 'home'));
  expect(settings.current()).toEqual(USUAL);
  expect(settings.notices()).toHaveLength(1);
  expect(codeOf(await settings.change({ theme: 'dark' }))).not.toBe('ok');
  expect(settings.current()).toEqual(USUAL);
});

test('on a full disk the change fails, the old file and the old settings stay', async () => {
  const disk = await smallDisk(64, 'changing the settings on a full disk');
  if (disk === null) return;
  const settings = start(disk);
  granted(await settings.change({ theme: 'dark' }));
  const before = await readFile(join(disk, 'settings.json'), 'utf8');
  await mkdir(join(disk, 'x'));
  await writeFile(join(disk, 'x', 'filler'), 'x'.repeat(100_000)).catch(() => undefined);
  expect(codeOf(await settings.change({ theme: 'light' }))).toBe('DISK_FULL');
  expect(await readFile(join(disk, 'settings.json'), 'utf8')).toBe(before);
  expect(settings.current().theme).toBe('dark');
  expect((await readdir(disk)).toSorted()).toEqual(['settings.json', 'x']);
});
