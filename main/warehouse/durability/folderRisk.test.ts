import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { folderRisk } from './folderRisk.ts';

test.each([
  ['/Users/ann/Dropbox/shop', 'Dropbox'],
  ['C:\\Users\\Ann\\OneDrive - North Ltd\\shop', 'OneDrive'],
  ['/Users/ann/Library/Mobile Documents/shop', 'Mobile Documents'],
  ['\\\\server\\share\\shop', 'shared folder'],
])('%s is at risk', async (folder, named) => {
  expect(await folderRisk(folder)).toContain(named);
});

test.each(['/srv/shop', '/data/dropboxes/shop', '/data/syncopation/boxes', tmpdir()])(
  '%s is not',
  async (folder) => {
    expect(await folderRisk(folder)).toBeNull();
  },
);
