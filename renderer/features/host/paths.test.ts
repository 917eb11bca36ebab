import { describe, expect, it } from 'vitest';
import { crumbsOf, isAbsolute, joinPath, lastNameOf, parentOf } from './paths.ts';

describe('paths of the picker', () => {
  it('walks a POSIX path from the root', () => {
    expect(crumbsOf('/home/ana/shop')).toEqual([
      { label: '/', path: '/' },
      { label: 'home', path: '/home' },
      { label: 'ana', path: '/home/ana' },
      { label: 'shop', path: '/home/ana/shop' },
    ]);
  });

  it('walks a drive and a share of Windows', () => {
    expect(crumbsOf('C:\\Users\\Ana').map(({ path }) => path)).toEqual([
      'C:\\',
      'C:\\Users',
      'C:\\Users\\Ana',
    ]);
    expect(crumbsOf('\\\\nas\\data\\shop').map(({ path }) => path)).toEqual([
      '\\\\nas\\data',
      '\\\\nas\\data\\shop',
    ]);
  });

  it('stops at a root', () => {
    expect(parentOf('/')).toBeNull();
    expect(parentOf('C:\\')).toBeNull();
    expect(parentOf('\\\\nas\\data')).toBeNull();
    expect(parentOf('/home')).toBe('/');
  });

  it('joins without doubling the separator', () => {
    expect(joinPath('/', 'home')).toBe('/home');
    expect(joinPath('/home', 'ana')).toBe('/home/ana');
    expect(joinPath('C:\\', 'Users')).toBe('C:\\Users');
  });

  it('keeps a backslash inside a POSIX name', () => {
    expect(lastNameOf('/home/a\\b')).toBe('a\\b');
  });

  it('knows an absolute path of either kind', () => {
    expect(['/x', 'C:\\x', 'C:/x', '\\\\nas\\data'].map(isAbsolute)).toEqual([true, true, true, true]);
    expect(['x', './x', '~/x', 'C:x'].map(isAbsolute)).toEqual([false, false, false, false]);
  });
});
