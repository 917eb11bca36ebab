import { expect, it } from 'vitest';
import { partOf, partsOf, textOf, textsOf, withKey } from './loose.ts';

it('reads what is filled in, and nothing out of what isn’t', () => {
  const value = {
    title: 'Frogs',
    leads: 14,
    signals: { about: ['platform'] },
    causes: [{ day: 'day' }, 'x'],
  };
  expect([textOf(value, 'title'), textOf(value, 'leads'), textOf(value, 'signals')]).toEqual([
    'Frogs',
    '14',
    '',
  ]);
  expect(textsOf(partOf(value, 'signals'), 'about')).toEqual(['platform']);
  expect([partOf(value, 'causes'), partsOf(value, 'causes')]).toEqual([{}, [{ day: 'day' }]]);
});

it('leaves out what was emptied, and keeps the order of the rest', () => {
  const value = { title: 'Frogs', leads: 14, seed: 1 };
  expect(Object.entries(withKey(value, 'leads', 7))).toEqual([
    ['title', 'Frogs'],
    ['leads', 7],
    ['seed', 1],
  ]);
  for (const empty of ['', null, undefined, []])
    expect(withKey(value, 'leads', empty)).toEqual({ title: 'Frogs', seed: 1 });
  expect(withKey(value, 'leads', 0)).toEqual({ ...value, leads: 0 });
});
