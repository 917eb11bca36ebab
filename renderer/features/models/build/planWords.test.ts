import { expect, it } from 'vitest';
import { planWords } from './planWords.ts';

const PLAN = { counts: [], ids: [], faults: [], warnings: [] };

it('counts what is chosen, checks of both kinds together', () => {
  const counts = [
    { kind: 'model', count: 12 },
    { kind: 'seed', count: 1 },
    { kind: 'test', count: 39 },
    { kind: 'unit_test', count: 1 },
    { kind: 'exposure', count: 2 },
  ];
  expect(planWords({ ...PLAN, counts }, 'everything')).toBe('12 models, 1 seed, 40 checks.');
  expect(planWords({ ...PLAN, counts }, 'changed')).toBe('What changed among 12 models, 1 seed, 40 checks.');
});

it('says why nothing is chosen', () => {
  expect(planWords({ ...PLAN, warnings: ['“nix” matches nothing.'] }, 'selection')).toBe(
    '“nix” matches nothing.',
  );
  expect(planWords({ ...PLAN, faults: ['There is no method “tga”.'] }, 'selection')).toBe(
    'There is no method “tga”.',
  );
  expect(planWords(PLAN, 'selection')).toBe('Nothing is chosen.');
});
