import { describe, expect, it } from 'vitest';
import { folderConfigs } from './folderConfig.ts';
import { mergeConfig } from './mergeConfig.ts';

describe('mergeConfig', () => {
  it('adds tags and hooks up, merges meta, and replaces the rest', () => {
    expect(
      mergeConfig(
        { tags: 'a', meta: { x: 1n, y: 1n }, materialized: 'view', 'pre-hook': 'one' },
        { tags: ['b'], meta: { y: 2n }, materialized: 'table', pre_hook: ['two'] },
      ),
    ).toEqual({
      tags: ['a', 'b'],
      meta: { x: 1n, y: 2n },
      materialized: 'table',
      'pre-hook': ['one', 'two'],
    });
  });

  it('adds grants only where + says so', () => {
    expect(
      mergeConfig({ grants: { select: ['a'], insert: 'a' } }, { grants: { '+select': 'b', insert: ['c'] } }),
    ).toEqual({
      grants: { select: ['a', 'b'], insert: ['c'] },
    });
  });
});

describe('folderConfigs', () => {
  const section = {
    '+materialized': 'view',
    enabled: true,
    shop: { '+tags': ['x'], staging: { materialized: 'table', '+meta': { a: 1n } } },
  };

  it('goes down the folders, with and without +, and takes a map without + for a folder', () => {
    expect(folderConfigs(section, ['shop', 'staging', 'orders'])).toEqual([
      { materialized: 'view', enabled: true },
      { tags: ['x'] },
      { materialized: 'table', meta: { a: 1n } },
    ]);
    expect(folderConfigs(section, ['other', 'staging'])).toHaveLength(1);
  });
});
