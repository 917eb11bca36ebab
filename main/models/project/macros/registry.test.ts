import { describe, expect, it } from 'vitest';
import type { MacroInfo } from '../nodes.ts';
import { createRegistry } from './registry.ts';

function macro(packageName: string, name: string): MacroInfo {
  return {
    uniqueId: `macro.${packageName}.${name}`,
    packageName,
    name,
    kind: 'macro',
    place: { file: 'm.sql', line: 1, column: 1 },
    source: '',
    description: '',
    contentHash: '',
  };
}

const registry = createRegistry(
  [
    macro('shop', 'a'),
    macro('tools', 'a'),
    macro('dbt', 'a'),
    macro('dbt', 'b'),
    macro('dbt_postgres', 'b'),
    macro('tools', 'default__c'),
    macro('tools', 'postgres__c'),
    macro('shop', 'default__c'),
    macro('dbt', 'default__d'),
    macro('dbt', 'materialization_table_default'),
    macro('dbt_postgres', 'materialization_table_postgres'),
  ],
  {
    rootPackage: 'shop',
    internalPackages: ['dbt_postgres', 'dbt'],
    adapters: ['postgres'],
    dispatchRules: [{ namespace: 'tools', searchOrder: ['tools', 'shop'] }],
  },
);

describe('createRegistry', () => {
  it('looks in the asking package, the project, then what is built in', () => {
    expect(registry.find('a', 'tools')?.packageName).toBe('tools');
    expect(registry.find('a', 'other')?.packageName).toBe('shop');
    expect(registry.find('b', 'tools')?.packageName).toBe('dbt_postgres');
    expect(registry.findIn('dbt', 'a')?.packageName).toBe('dbt');
    expect(registry.find('default__c', 'other')?.packageName).toBe('shop');
    expect(registry.visibleFrom('tools').get('a')?.packageName).toBe('tools');
  });

  it('dispatches by the search order, in each package the adapter before the default', () => {
    expect(registry.dispatch('c', 'tools', 'shop').macro?.uniqueId).toBe('macro.tools.postgres__c');
    expect(registry.dispatch('c', null, 'shop').macro?.uniqueId).toBe('macro.shop.default__c');
    expect(registry.dispatch('d', 'dbt', 'shop').macro?.uniqueId).toBe('macro.dbt.default__d');
    expect(registry.dispatch('none', 'tools', 'shop')).toEqual({
      macro: null,
      tried: ['tools.postgres__none', 'tools.default__none', 'shop.postgres__none', 'shop.default__none'],
    });
  });

  it('prefers a materialization for the adapter', () => {
    expect(registry.materialization('table')?.packageName).toBe('dbt_postgres');
    expect(registry.materialization('cube')).toBeNull();
  });
});
