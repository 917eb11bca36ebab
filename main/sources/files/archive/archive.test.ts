import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOf } from '../../../../test/warehouse/zipFile.ts';
import { openFile } from '../bytes/openFile.ts';
import { gunzipFile, inflateEntry } from './inflate.ts';
import { isDataName, listFiles, nameMatcher } from './listFiles.ts';
import { readZipDirectory } from './zipDirectory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GB = 1024 ** 3;

function written(content: Uint8Array, name = 'file') {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function gunzipped(content: Uint8Array): Promise<string> {
  const file = openFile(written(content));
  try {
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of gunzipFile(file)) pieces.push(Buffer.from(bytes));
    return Buffer.concat(pieces).toString();
  } finally {
    file.close();
  }
}

/** Everything in the archive, by name; what it does to a forged one is throw. */
async function unzipped(content: Uint8Array, totalBytes = GB): Promise<Record<string, string>> {
  const file = openFile(written(content));
  try {
    const found: Record<string, string> = {};
    for (const entry of readZipDirectory(file, { totalBytes })) {
      const pieces: Uint8Array[] = [];
      for await (const { bytes } of inflateEntry(file, entry)) pieces.push(Buffer.from(bytes));
      found[entry.name] = Buffer.concat(pieces).toString();
    }
    return found;
  } finally {
    file.close();
  }
}

it('reads every member of a gzip file', async () => {
  expect(await gunzipped(Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]))).toBe('one\ntwo\n');
});

it('says of a gzip file that is cut off or broken how much came before', async () => {
  const whole = gzipSync(
    Buffer.from(Array.from({ length: 200_000 }, (_, at) => `${at * 7919},${at}\n`).join('')),
  );
  await expect(gunzipped(whole.subarray(0, whole.length - 20))).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringMatching(/cut off.* after \d{6,} bytes of text/),
  });
  const flipped = Buffer.from(whole);
  flipped.fill(0xff, whole.length >> 1, (whole.length >> 1) + 64);
  await expect(gunzipped(flipped)).rejects.toMatchObject({
    message: expect.stringContaining('is broken after'),
  });
});

it('stops a gzip bomb while it grows', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 ** 2));
  await expect(gunzipped(bomb)).rejects.toMatchObject({
    message: expect.stringContaining('more than 200 times'),
  });
});

it('reads a zip archive', async () => {
  expect(
    await unzipped(
      zipOf([
        { name: 'a.csv', content: 'x,y\n1,2\n' },
        { name: 'ü/b.csv', content: '' },
      ]),
    ),
  ).toEqual({
    'a.csv': 'x,y\n1,2\n',
    'ü/b.csv': '',
  });
});

it('refuses a zip archive that states what is not so, or too much', async () => {
  const content = 'abc'.repeat(1_000);
  const refused = (archive: Uint8Array, why: string, totalBytes?: number) =>
    expect(unzipped(archive, totalBytes)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(why),
    });
  await refused(zipOf([{ name: 'a', content, statedBytes: 10 }]), 'is larger than the 10 bytes it states');
  await refused(zipOf([{ name: 'a', content: 'x', statedBytes: 60_000 }]), 'is smaller than the 60000 bytes');
  await refused(zipOf([{ name: 'a', content, statedCrc: 1 }]), 'checksum');
  await refused(zipOf([{ name: 'a', content, localBytes: 1.9 * GB }]), 'two different sizes');
  await refused(zipOf([{ name: 'a', content: Buffer.alloc(10_000_000) }]), 'more than 200 times');
  await refused(
    zipOf([{ name: 'a', content: 'x', statedBytes: 2_000_000_000 }]),
    'more than 1024 MB once inflated',
  );
  await refused(
    zipOf([
      { name: 'a', content },
      { name: 'b', content },
    ]),
    'more than 0 MB',
    5_000,
  );
  await refused(zipOf([{ name: 'a', content }], 10_001), 'lists 10001 entries');
  await refused(zipOf([{ name: 'a', content }]).subarray(0, -10), 'its end is missing');
  await refused(zipOf([{ name: 'a', content }], 3), 'damaged');
});

it('refuses entries that share their bytes', async () => {
  const archive = zipOf([
    { name: 'a', content: 'same' },
    { name: 'a', content: 'same' },
  ]);
  const second = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  archive.writeUInt32LE(0, second + 42);
  await expect(unzipped(archive)).rejects.toMatchObject({
    message: expect.stringContaining('inside another'),
  });
});

it('takes no name from an archive that leads out of it', () => {
  expect(['a.csv', 'in/b.jsonl', 'c.XLSX'].map(isDataName)).toEqual([true, true, true]);
  const refused = [
    '../a.csv',
    'x/../../a.csv',
    '/etc/a.csv',
    'C:\\a.csv',
    '..\\a.csv',
    '__MACOSX/a.csv',
    '.a.csv',
    'a.exe',
    'b.zip',
    'a\0.csv',
  ];
  expect(refused.filter(isDataName)).toEqual([]);
});

it('lists a file, a folder and a pattern in the order of names', async () => {
  for (const inside of ['2026/01', '2026/02', '.hidden'])
    mkdirSync(join(folder, inside), { recursive: true });
  for (const name of [
    'b.csv',
    'a.csv',
    'a.txt',
    'note.md',
    '2026/01/x.csv',
    '2026/02/x.csv',
    '.hidden/x.csv',
    'odd[1]*.csv',
  ])
    writeFileSync(join(folder, name), '');
  const listed = async (pattern: string) => {
    const found = await listFiles(pattern, folder);
    return found.ok
      ? found.value.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/'))
      : found.failure.code;
  };
  expect(await listed('b.csv')).toEqual(['b.csv']);
  expect(await listed('.')).toEqual(['a.csv', 'a.txt', 'b.csv', 'odd[1]*.csv']);
  expect(await listed('?.csv')).toEqual(['a.csv', 'b.csv']);
  expect(await listed('**/x.csv')).toEqual(['2026/01/x.csv', '2026/02/x.csv']);
  expect(await listed('20*/0?/*')).toEqual(['2026/01/x.csv', '2026/02/x.csv']);
  expect(await listed('odd[1]*.csv')).toEqual(['odd[1]*.csv']);
  expect(await listed('nothing*.csv')).toBe('FILE_UNREADABLE');
  expect(await listed('missing.csv')).toBe('FILE_UNREADABLE');
});

it('is not led round in circles by a link', async () => {
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', 'a.csv'), '');
  symlinkSync(folder, join(folder, 'in', 'up'), 'dir');
  const found = await listFiles('**/*.csv', folder);
  expect(found.ok && found.value.length).toBe(1);
});

it('matches a hostile pattern without going back and forth', () => {
  const matches = nameMatcher(`${'*a'.repeat(60)}b`);
  expect([matches('a'.repeat(5_000)), matches(`${'a'.repeat(5_000)}b`)]).toEqual([false, true]);
});
