import { expect, it } from 'vitest';
import { whereIs } from './dropped.ts';

const files = (...names: string[]) => names.map((name) => new File([], name));

it('asks for one file by itself, for a folder as a folder, and for several files by the folder they lie in', () => {
  expect(whereIs({ files: [], folders: [] })).toBeNull();
  const one = whereIs({ files: files('a.csv'), folders: [] });
  expect([one?.kind, one?.pathsAt('/data/a.csv')]).toEqual(['pickFile', ['/data/a.csv']]);
  const folder = whereIs({ files: files('exports'), folders: ['exports'] });
  expect([folder?.kind, folder?.pathsAt('/data/exports')]).toEqual(['pickFolder', ['/data/exports']]);
  const several = whereIs({ files: files('a.csv', 'b.csv'), folders: [] });
  expect(several?.title).toContain('a.csv and 1 more');
  expect([several?.kind, several?.pathsAt('C:\\data')]).toEqual([
    'pickFolder',
    ['C:\\data\\a.csv', 'C:\\data\\b.csv'],
  ]);
  expect(several?.pathsAt('/')).toEqual(['/a.csv', '/b.csv']);
});
