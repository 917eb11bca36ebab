import { describe, expect, it } from 'vitest';
import { gatherLists } from './flags.ts';
import { selectionOf, wishOf } from './wish.ts';

describe('lists as dbt takes them', () => {
  it('end where the next option begins, and add up', () => {
    expect(gatherLists(['run', '--select', 'a', 'b+', '--vars', '{x: 1}', '--select', 'c', '-x'])).toEqual([
      'run',
      '--vars',
      '{x: 1}',
      '-x',
      '--select=a b+ c',
    ]);
  });

  it('are one word with an equals sign, after which other words stand for themselves', () => {
    expect(gatherLists(['--exclude=tag:a b', 'ls', '-s', 'c'])).toEqual([
      'ls',
      '--exclude=tag:a b',
      '-s',
      'c',
    ]);
  });
});

describe('what was asked', () => {
  it('is a selection with every spelling of it', () => {
    expect(
      selectionOf({
        select: 'a  +b',
        models: 'c',
        exclude: 'd',
        'resource-type': 'model test',
        'indirect-selection': 'cautious',
      }),
    ).toEqual({
      ok: true,
      value: {
        select: ['a', '+b', 'c'],
        exclude: ['d'],
        resourceTypes: ['model', 'test'],
        excludeResourceTypes: [],
        indirect: 'cautious',
      },
    });
  });

  it('keeps whole numbers, days and dbt’s yes in variables', async () => {
    const wish = await wishOf('run', { vars: '{n: 1, extra: yes, from: 2024-01-31, rate: 1.0}' });
    expect(wish).toMatchObject({
      ok: true,
      value: { vars: { n: 1n, extra: true, from: '2024-01-31', rate: 1 } },
    });
  });

  it.each([
    [{ vars: '[1]' }, '--vars'],
    [{ vars: '{a: ' }, '--vars'],
    [{ threads: '0' }, '--threads'],
    [{ publish: 'never' }, '--publish'],
    [{ 'resource-type': 'models' }, '--resource-type'],
    [{ 'indirect-selection': 'lazy' }, '--indirect-selection'],
    [{ state: '/nowhere/at/all' }, 'state.json'],
  ])('refuses %j and names what is wrong', async (options, named) => {
    const wish = await wishOf('build', options as Record<string, string>);
    expect(wish).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
    expect(wish.ok ? '' : wish.failure.message).toContain(named);
  });
});
