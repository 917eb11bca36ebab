import { expect, it } from 'vitest';
import { exportFolder } from './exportFolder.ts';

it('names a folder by the pair, and by nothing that leads elsewhere', () => {
  expect(exportFolder('/home/shop', 'tiktok: ../cat', 'Mug #1')).toBe(
    '/home/shop/.leadline/exports/tiktok-cat-mug-1',
  );
  expect(exportFolder('C:\\shop', '…', '/')).toBe('C:\\shop\\.leadline\\exports\\pair');
});
