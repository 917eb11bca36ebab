import { expect, test } from 'vitest';
import { createKeyReader, keysOf, type Press } from './shortcut.ts';

const shortcuts = [
  ['palette', 'Mod+K'],
  ['sheet', '?'],
  ['back', '['],
  ['sources', 'g s'],
  ['settings', 'g t'],
  ['stop', 's'],
  ['open', 'Mod+Shift+O'],
  ['back', 'Alt+ArrowLeft'],
] as const;

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

function reader(mac = false) {
  return createKeyReader(shortcuts, mac);
}

test('single keys and keys with Mod', () => {
  expect(reader().read(press('['), 0, false)).toBe('back');
  expect(reader().read(press('?', { shiftKey: true }), 0, false)).toBe('sheet');
  expect(reader().read(press('k', { ctrlKey: true }), 0, false)).toBe('palette');
  expect(reader().read(press('O', { ctrlKey: true, shiftKey: true }), 0, false)).toBe('open');
  expect(reader().read(press('k'), 0, false)).toBeNull();
});

test('one action may answer to several keys', () => {
  expect(reader().read(press('ArrowLeft', { altKey: true }), 0, false)).toBe('back');
  expect(reader().read(press('ArrowLeft'), 0, false)).toBeNull();
});

test('Mod is Command on a Mac and Ctrl elsewhere', () => {
  expect(reader(true).read(press('k', { metaKey: true }), 0, false)).toBe('palette');
  expect(reader(true).read(press('k', { ctrlKey: true }), 0, false)).toBeNull();
  expect(reader(false).read(press('k', { metaKey: true }), 0, false)).toBeNull();
});

test('two keys in a row, within a second and a half', () => {
  const quick = reader();
  expect(quick.read(press('g'), 0, false)).toBeNull();
  expect(quick.read(press('s'), 1_400, false)).toBe('sources');
  const slow = reader();
  slow.read(press('g'), 0, false);
  expect(slow.read(press('s'), 1_600, false)).toBe('stop');
});

test('a pair is used up by its second key', () => {
  const keys = reader();
  keys.read(press('g'), 0, false);
  keys.read(press('t'), 100, false);
  expect(keys.read(press('s'), 200, false)).toBe('stop');
});

test('holding Shift for the second key does not break the pair', () => {
  const keys = reader();
  keys.read(press('g'), 0, false);
  keys.read(press('Shift', { shiftKey: true }), 50, false);
  expect(keys.read(press('s'), 100, false)).toBe('sources');
});

test('in a text field only shortcuts with Mod count', () => {
  expect(reader().read(press('['), 0, true)).toBeNull();
  expect(reader().read(press('k', { ctrlKey: true }), 0, true)).toBe('palette');
  const keys = reader();
  keys.read(press('g'), 0, true);
  expect(keys.read(press('t'), 10, false)).toBeNull();
});

test('shortcuts are drawn as the platform names its keys', () => {
  expect(keysOf('Mod+Shift+O', false)).toEqual([['Ctrl', 'Shift', 'O']]);
  expect(keysOf('Mod+K', true)).toEqual([['⌘', 'K']]);
  expect(keysOf('g s', false)).toEqual([['G'], ['S']]);
});
