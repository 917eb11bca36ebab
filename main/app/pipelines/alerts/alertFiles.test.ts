import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_ALERTS } from '../../../../shared/domain/pipeline/alertSettings.ts';
import { createWorkspaceReader } from '../../../workspace/files/readWorkspace.ts';
import { temporaryFolder } from '../../../workspace/testing/folders.ts';
import { readAlerts, saveAlerts } from './alertFiles.ts';

const TEXT = `# who hears of it
channels:
  - kind: email            # the shop's own
    name: mail
    server: smtp.shop.example
    port: 465
    tls: implicit
    user: shop
    from: leadline@shop.example
    to: [ann@shop.example]
    ca: |
      -----BEGIN CERTIFICATE-----
      MIIB
      -----END CERTIFICATE-----

  # the room everybody reads
  - { kind: webhook, name: slack, private: true }
quiet: { from: "22:00", to: "07:00" }   # nights
digest: 5 minutes
later: ours
`;

async function workspace(text?: string): Promise<string> {
  const folder = await temporaryFolder();
  if (text !== undefined) await writeFile(join(folder, 'alerts.yml'), text);
  return folder;
}

const textOf = (folder: string) => readFile(join(folder, 'alerts.yml'), 'utf8');

async function problemsOf(text: string): Promise<string[]> {
  const { problems } = await readAlerts(await workspace(text));
  return problems.map(({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`);
}

test('without a file, or with an empty one, failures are shown on the desktop', async () => {
  expect(await readAlerts(await workspace())).toEqual({ settings: DEFAULT_ALERTS, problems: [], text: null });
  expect((await readAlerts(await workspace('\n'))).settings).toEqual(DEFAULT_ALERTS);
});

test('a file is read with its certificate, and what nobody knows is a warning', async () => {
  const { settings, problems } = await readAlerts(await workspace(TEXT));
  expect(settings).toMatchObject({
    channels: [
      { kind: 'email', name: 'mail', ca: expect.stringContaining('MIIB') },
      { kind: 'webhook', name: 'slack', private: true },
    ],
    quiet: { from: '22:00', to: '07:00' },
    digest: '5 minutes',
  });
  expect(problems.map(({ line, severity }) => [line, severity])).toEqual([[20, 'warning']]);
});

test('every fault has its place, and no secret is repeated', async () => {
  expect(
    await problemsOf(`channels:
  - { kind: email, name: mail, server: "smtp shop", port: 70000, tls: none, from: Ann <a@b.example>, to: [] }
  - { kind: webhook, name: Slack }
  - { kind: fax, name: old }
quiet: { from: 22:00, to: 22:00 }
digest: soon
heartbeat: { every: 5 seconds }
`),
  ).toEqual([
    expect.stringContaining('2:40 error channels[1].server: "smtp shop"'.slice(0, 20)),
    expect.stringContaining('channels[1].port: must be at most 65535'),
    expect.stringContaining('channels[1].tls: "none" is not one of implicit, starttls'),
    expect.stringContaining('channels[1].from: is no single e-mail address'),
    expect.stringContaining('channels[1].to: needs at least 1 entry'),
    expect.stringContaining('3:28 error channels[2].name: use lower-case letters'),
    expect.stringContaining('4:13 error channels[3].kind: "fax" is not one of email, webhook, desktop'),
    expect.stringContaining('5:8 error quiet: would be quiet for ever'),
    expect.stringContaining('6:9 error digest: is no length of time'),
    expect.stringContaining('7:21 error heartbeat.every: "5 seconds" must be from 1 minute to 1 day'),
  ]);
  expect(
    await problemsOf('channels:\n  - { kind: desktop, name: desk }\n  - { kind: webhook, name: desk }\n'),
  ).toEqual(['3:28 error channels[2].name: "desk" is the name of another channel too']);
  const hook = 'https://hooks.slack.com/services/T0/B0/abcdefgh';
  const pasted = await problemsOf(`channels:
  - { kind: webhook, name: slack, url: ${hook} }
  - { kind: desktop, name: desk, password: hunter2hunter2 }
`);
  expect(pasted).toEqual([
    expect.stringContaining('2:35 warning'),
    expect.stringContaining('2:40 error this is an address'),
    expect.stringContaining('3:34 warning'),
    expect.stringContaining('3:44 error channels[2].password looks like a pasted secret'),
  ]);
  expect(pasted.join()).not.toMatch(/hooks\.slack|hunter2/);
});

test('its problems are those of the workspace', async () => {
  const folder = await workspace('channels: 3\n');
  const read = await createWorkspaceReader(() => new Date())(folder);
  expect(read.counts.alerts).toBe(1);
  expect(read.problems.filter(({ file }) => file === 'alerts.yml')).toMatchObject([{ line: 1, column: 11 }]);
  await writeFile(join(folder, 'alerts.yml'), '');
  const empty = await createWorkspaceReader(() => new Date())(folder);
  expect(empty.problems.filter(({ file }) => file === 'alerts.yml')).toEqual([]);
});

test('a form changes what it says, and comments, order, certificates and unknown keys stay', async () => {
  const folder = await workspace(TEXT);
  const before = (await readAlerts(folder)).settings;
  const same = await saveAlerts(folder, {
    channels: [
      { kind: 'email', name: 'mail', server: 'smtp.shop.example', to: ['ann@shop.example'] },
      { kind: 'webhook', name: 'slack' },
    ],
    quiet: { from: '22:00', to: '07:00' },
    digest: '5 minutes',
  });
  expect(same).toEqual({ ok: true, value: before });
  expect(await textOf(folder)).toBe(TEXT);
  await saveAlerts(folder, { digest: '10 minutes', quiet: { from: '21:30', to: '07:00' } });
  // Blanks of a line that changed are not the person's any more.
  expect((await textOf(folder)).replace(' # nights', '   # nights')).toBe(
    TEXT.replace('5 minutes', '10 minutes').replace('22:00', '21:30'),
  );
  const saved = await saveAlerts(folder, {
    channels: [
      { kind: 'webhook', name: 'slack' },
      { kind: 'email', name: 'mail', server: 'mail.shop.example', user: '' },
      { kind: 'desktop', name: 'desk' },
    ],
    quiet: null,
    heartbeat: { every: '10 minutes' },
  });
  expect(saved).toMatchObject({ ok: true });
  const after = await readAlerts(folder);
  expect(after.settings?.channels.map(({ name }) => name)).toEqual(['slack', 'mail', 'desk']);
  expect(after.settings?.channels[0]).toEqual({ kind: 'webhook', name: 'slack', private: true });
  expect(after.settings?.channels[1]).toMatchObject({ server: 'mail.shop.example', port: 465 });
  expect(after.settings?.channels[1]).toHaveProperty('ca');
  expect(after.settings?.channels[1]).not.toHaveProperty('user');
  expect(after.settings?.quiet).toBeUndefined();
  expect(after.settings?.heartbeat).toEqual({ every: '10 minutes' });
  for (const kept of ['# who hears of it', "# the shop's own", '# the room everybody reads', 'later: ours'])
    expect(after.text).toContain(kept);
});

test('a first file is written readable by its owner’s group as files are, and keeps its mode and its line ends', async () => {
  const folder = await workspace();
  await saveAlerts(folder, { channels: [{ kind: 'desktop', name: 'desk' }], include_details: true });
  expect(await textOf(folder)).toBe('channels:\n  - kind: desktop\n    name: desk\ninclude_details: true\n');
  const windows = await workspace('digest: 1 minute\r\nchannels: []\r\n');
  await saveAlerts(windows, { digest: '2 minutes' });
  expect(await textOf(windows)).toBe('digest: 2 minutes\r\nchannels: []\r\n');
  if (process.platform === 'win32') return;
  const file = join(windows, 'alerts.yml');
  const mode = async () => (await stat(file)).mode & 0o777;
  await rm(file);
  await writeFile(file, 'channels: []\n', { mode: 0o600 });
  await saveAlerts(windows, { digest: '3 minutes' });
  expect(await mode()).toBe(0o600);
});

test('what can’t be used is refused, and the file stays', async () => {
  const folder = await workspace(TEXT);
  const refused = await saveAlerts(folder, {
    channels: [{ kind: 'email', name: 'mail', to: ['ann@shop.example\r\nBcc: eve@shop.example'] }],
  });
  expect(refused.ok ? '' : `${refused.failure.code} ${refused.failure.message}`).toContain(
    'BAD_INPUT The alerts were not saved: channels[1].to[1]: is no single e-mail address',
  );
  expect(await textOf(folder)).toBe(TEXT);
  const broken = await workspace('channels: [\n');
  const kept = await saveAlerts(broken, { digest: '2 minutes' });
  expect(kept.ok ? '' : kept.failure.code).toBe('FILE_INVALID');
  expect(await textOf(broken)).toBe('channels: [\n');
});

test('a link that leads out is neither read nor written', async () => {
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'alerts.yml'), 'channels: []\n');
  const folder = await workspace();
  await mkdir(join(folder, 'x'));
  await symlink(join(outside, 'alerts.yml'), join(folder, 'alerts.yml'));
  expect((await readAlerts(folder)).settings).toBeNull();
  expect((await saveAlerts(folder, { digest: '2 minutes' })).ok).toBe(false);
  expect(await readFile(join(outside, 'alerts.yml'), 'utf8')).toBe('channels: []\n');
});
