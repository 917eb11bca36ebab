import { describe, expect, it } from 'vitest';
import { choiceOf } from './choice.ts';
import type { Row } from './rows.ts';

const folder: Row = { kind: 'folder', name: 'orders', workspace: true, bytes: null };
const file: Row = { kind: 'file', name: 'sales.csv', workspace: false, bytes: 12 };
const chosen = { here: '/home/ana', row: undefined, name: '', rows: [folder, file] };

describe('what the picker takes', () => {
  it('takes the open folder until one in it is selected, and names it', () => {
    expect(choiceOf('pickFolder', chosen)).toMatchObject({ path: '/home/ana', label: 'Choose “ana”' });
    expect(choiceOf('pickFolder', { ...chosen, row: folder })).toEqual({
      path: '/home/ana/orders',
      label: 'Choose “orders”',
      says: '/home/ana/orders holds a workspace.',
    });
  });

  it('takes a file only', () => {
    expect(choiceOf('pickFile', chosen).path).toBeNull();
    expect(choiceOf('pickFile', { ...chosen, row: folder }).path).toBeNull();
    expect(choiceOf('pickFile', { ...chosen, row: file }).path).toBe('/home/ana/sales.csv');
  });

  it('saves under a free name and says when one would be replaced', () => {
    expect(choiceOf('pickSavePath', { ...chosen, name: ' logs.zip ' })).toMatchObject({
      path: '/home/ana/logs.zip',
      label: 'Save here',
    });
    expect(choiceOf('pickSavePath', { ...chosen, name: 'sales.csv' }).label).toBe('Replace “sales.csv”');
  });

  it('refuses no name, a name with slashes and the name of a folder', () => {
    const taken = ['', '  ', 'a/b', 'a\\b', 'orders'].map(
      (name) => choiceOf('pickSavePath', { ...chosen, name }).path,
    );
    expect(taken).toEqual([null, null, null, null, null]);
  });
});
