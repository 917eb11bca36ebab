import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Owner } from './lease/ownerFiles.ts';
import { thisProcess } from './lease/processFacts.ts';
import { askToFront, claimLease, findOwner, type Lease } from './lease.ts';
import { startChild } from './testing/children.ts';
import { temporaryFolder } from './testing/folders.ts';
import { quietLog } from './testing/quietLog.ts';

const claim = (folder: string, more: { onFront?: () => void; former?: string } = {}) =>
  claimLease(folder, { hostKind: 'browser', clock: () => new Date(), log: quietLog(), ...more });

async function claimed(folder: string, onFront?: () => void): Promise<Lease> {
  const lease = await claim(folder, onFront && { onFront });
  if (!lease.ok) throw new Error(lease.failure.message);
  return lease.value;
}

const leaseFiles = async (folder: string) =>
  (await readdir(join(folder, '.leadline', 'lease'))).filter((name) => name.endsWith('.json'));

/** Puts a lease file there as another process would have left it. */
async function forge(folder: string, facts: Partial<Owner>): Promise<string> {
  const leases = join(folder, '.leadline', 'lease');
  await mkdir(leases, { recursive: true });
  const owner: Owner = {
    ...(await thisProcess()),
    hostKind: 'desktop',
    since: '2020-01-01T00:00:00.000Z',
    folder,
    ...facts,
  };
  const file = join(leases, `${owner.pid}-${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(owner));
  return file;
}

test('of eight processes that claim at once exactly one holds, and the next claim after its death succeeds', async () => {
  const folder = await temporaryFolder();
  const children = Array.from({ length: 8 }, () => startChild('claim.ts', folder));
  await Promise.all(children.map((child) => child.line()));
  for (const child of children) child.process.stdin?.write('go\n');
  const answers = await Promise.all(children.map((child) => child.line()));

  expect(answers.toSorted()).toEqual([...Array(7).fill('WORKSPACE_IN_USE'), 'holds']);
  const holder = children[answers.indexOf('holds')];
  expect((await findOwner(folder))?.pid).toBe(holder?.process.pid);
  expect(await leaseFiles(folder)).toHaveLength(1);

  await holder?.kill();
  expect(await findOwner(folder)).toBeNull();
  const next = await claimed(folder);
  expect(await leaseFiles(folder)).toEqual([next.name]);
  await next.release();
  expect(await leaseFiles(folder)).toEqual([]);
});

test('the refusal names the process, since when, and where it is reached, without its token', async () => {
  const folder = await temporaryFolder();
  const child = startChild('claim.ts', folder);
  await child.line();
  child.process.stdin?.write('go\n');
  expect(await child.line()).toBe('holds');
  const refused = await claim(folder);
  if (refused.ok) throw new Error('both hold');
  expect(refused.failure).toMatchObject({ code: 'WORKSPACE_IN_USE', subject: folder, retry: true });
  expect(refused.failure.message).toContain(`process ${child.process.pid}`);
  expect(refused.failure.message).toContain(String(new Date().getFullYear()));
  expect(refused.failure.message).toContain('at http://127.0.0.1:4000)');
  const [file = ''] = await leaseFiles(folder);
  const path = join(folder, '.leadline', 'lease', file);
  expect(await readFile(path, 'utf8')).not.toContain('hidden');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a process number given out again, a restart and a torn file are dead owners', async () => {
  const me = await thisProcess();
  const bootless = { ...me, bootId: null };
  for (const facts of [
    ...(me.started === null ? [] : [{ started: '1' }]),
    ...(me.bootId === null ? [] : [{ bootId: randomUUID() }]),
    { ...bootless, pid: 2 ** 22 + 17 },
  ]) {
    const folder = await temporaryFolder();
    await forge(folder, facts);
    const lease = await claimed(folder);
    expect(await leaseFiles(folder)).toEqual([lease.name]);
    await lease.release();
  }
  const folder = await temporaryFolder();
  await writeFile(await forge(folder, {}), '{"pid": 12');
  await (await claimed(folder)).release();
});

test('an owner on another machine or in another container counts as alive, and the words say how to take over', async () => {
  for (const facts of [
    { host: 'elsewhere', bootId: randomUUID(), machine: null },
    { pidSpace: 'pid:[1]', pid: 2 ** 22 + 17, host: 'container' },
  ]) {
    const folder = await temporaryFolder();
    const file = await forge(folder, facts);
    const refused = await claim(folder);
    if (refused.ok) throw new Error('took what may be alive');
    expect(refused.failure.message).toContain(` on ${facts.host}`);
    expect(refused.failure.next).toContain(`delete ${file}`);
    expect(await leaseFiles(folder)).toHaveLength(1);
  }
});

test('a copy of an open folder can be opened; the folder itself, moved, cannot', async () => {
  const base = await temporaryFolder();
  const shop = join(base, 'shop');
  await mkdir(shop);
  const lease = await claimed(shop);
  await cp(shop, join(base, 'copy'), { recursive: true });
  await (await claimed(join(base, 'copy'))).release();
  expect(await lease.held()).toBe(true);

  await rename(shop, join(base, 'moved'));
  expect(await lease.held()).toBe(false);
  const refused = await claim(join(base, 'moved'));
  expect(refused.ok).toBe(false);
  const again = await claim(join(base, 'moved'), { former: lease.name });
  expect(again.ok).toBe(true);
});

test('a second start brings the first to the front, and learns when there is no answer', async () => {
  const folder = await temporaryFolder();
  expect(await askToFront(folder, 100)).toBe('silent');
  const child = startChild('claim.ts', folder);
  await child.line();
  child.process.stdin?.write('go\n');
  await child.line();
  expect(await askToFront(folder, 5_000)).toBe('shown');
  expect(await child.line()).toBe('front');

  child.process.kill('SIGSTOP');
  expect(await askToFront(folder, 200)).toBe('silent');
  child.process.kill('SIGCONT');
  await pause(50);
  expect(
    (await readdir(join(folder, '.leadline', 'lease'))).filter((name) => name.endsWith('.front')),
  ).toEqual([]);
});

test('two claims of one process exclude each other too', async () => {
  const folder = await temporaryFolder();
  const both = await Promise.all([claim(folder), claim(folder)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
});

test('a folder that is not there is said, not made', async () => {
  const folder = join(await temporaryFolder(), 'absent');
  const refused = await claim(folder);
  expect(refused.ok ? 'ok' : refused.failure.code).toBe('FOLDER_NOT_FOUND');
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});
