import { describe, expect, it } from 'vitest';
import { folderInside, folderNamedFor, folderNameOf } from './folderName.ts';

describe('a folder named after a workspace', () => {
  it('drops what a file system may refuse', () => {
    expect(folderNameOf('  Ana’s Café / Shop: 2026 ')).toBe('ana-s-cafe-shop-2026');
    expect(folderNameOf('???')).toBe('');
  });

  it('keeps letters of other scripts', () => {
    expect(folderNameOf('Tienda 店')).toBe('tienda-店');
  });

  it('stands beside the proposed folder', () => {
    expect(folderNamedFor('/home/ana/leadline', 'My shop')).toBe('/home/ana/my-shop');
    expect(folderNamedFor('C:\\Users\\ana\\leadline', 'My shop')).toBe('C:\\Users\\ana\\my-shop');
    expect(folderNamedFor('/home/ana/leadline', '')).toBe('/home/ana/leadline');
  });

  it('goes inside the folder a person browsed to', () => {
    expect(folderInside('/home/ana', 'My shop')).toBe('/home/ana/my-shop');
    expect(folderInside('C:\\', '')).toBe('C:\\leadline');
  });
});
