import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceArgument, workspaceIn } from './arguments.ts';

describe('the workspace a start names', () => {
  it.each([
    [['leadline', '--workspace', 'salt'], resolve('/home/me', 'salt')],
    [['leadline', '--workspace=/w/a b'], resolve('/w/a b')],
    [['leadline', '--workspace', '--disable-gpu'], null],
    [['leadline', '--workspace'], null],
    [['leadline', '--workspace='], null],
    [['leadline', 'salt'], null],
  ])('%j', (argv, path) => {
    expect(workspaceArgument(argv, '/home/me')).toBe(path);
  });

  it('is taken from a greeting only if it is a path', () => {
    expect(workspaceIn({ workspace: '/w' })).toBe('/w');
    for (const other of [null, undefined, 'x', {}, { workspace: null }, { workspace: 3 }]) {
      expect(workspaceIn(other)).toBeNull();
    }
  });
});
