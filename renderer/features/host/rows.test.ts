import { describe, expect, it } from 'vitest';
import { rowsOf, rowTyped } from './rows.ts';

const listing = {
  path: '/home/ana',
  parent: '/home',
  folders: [
    { name: 'orders', workspace: true },
    { name: 'Old', workspace: false },
  ],
  files: [
    { name: 'sales.CSV', bytes: 12 },
    { name: 'notes.txt', bytes: 3 },
  ],
};

describe('rows of the picker', () => {
  it('leaves files out where a folder is picked', () => {
    expect(rowsOf(listing, 'none').map(({ name }) => name)).toEqual(['orders', 'Old']);
  });

  it('keeps only the files a filter allows, whatever their case', () => {
    const rows = rowsOf(listing, [{ name: 'Tables', extensions: ['csv', 'tsv'] }]);
    expect(rows.map(({ name }) => name)).toEqual(['orders', 'Old', 'sales.CSV']);
  });

  it('shows every file when no filter is given', () => {
    expect(rowsOf(listing, []).filter(({ kind }) => kind === 'file')).toHaveLength(2);
  });
});

describe('typing ahead', () => {
  const rows = rowsOf(listing, []);

  it('finds the first name from nothing chosen', () => {
    expect(rowTyped(rows, -1, 's')).toBe(2);
  });

  it('walks on with the same letter and wraps around', () => {
    expect(rowTyped(rows, 0, 'o')).toBe(1);
    expect(rowTyped(rows, 1, 'oo')).toBe(0);
  });

  it('narrows with more letters, staying where it already fits', () => {
    expect(rowTyped(rows, 0, 'or')).toBe(0);
    expect(rowTyped(rows, 0, 'ol')).toBe(1);
  });

  it('answers -1 when nothing starts so', () => {
    expect(rowTyped(rows, 0, 'z')).toBe(-1);
    expect(rowTyped([], -1, 'a')).toBe(-1);
  });
});
