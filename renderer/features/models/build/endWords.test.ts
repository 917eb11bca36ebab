import { expect, it } from 'vitest';
import { endWords } from './endWords.ts';
import { PLAIN, wishOf } from './wish.ts';

const WISH = wishOf(PLAIN, null);
if (WISH === null) throw new Error('The plain wish is one.');
const BUILD = { trouble: [], total: 3, steps: {}, wish: WISH };
const END = { build: 'b', status: 'success', at: '', published: [], keptBack: [], failure: null } as const;
const KEPT = { id: 'model.a.b', name: 'b', because: { id: 'test.a.c', name: 'c' } };
const TROUBLE = {
  id: 'test.a.c',
  name: 'c',
  kind: 'test',
  status: 'fail',
  message: '',
  failures: 1,
  failure: null,
} as const;

it.each([
  [{ ...END, published: ['staging.a'] }, 'ok', '1 relation published.'],
  [{ ...END, published: ['staging.a', 'staging.b'] }, 'ok', '2 relations published.'],
  [{ ...END, status: 'failed', keptBack: [KEPT] }, 'broken', 'Nothing was published: 1 relation kept back.'],
  [
    { ...END, status: 'failed', published: ['staging.a'], keptBack: [KEPT] },
    'broken',
    '1 relation published, 1 kept back.',
  ],
  [
    { ...END, status: 'cancelled' },
    'idle',
    'Cancelled: nothing was published, readers see what they saw before.',
  ],
] as const)('says of %j', (end, state, sentence) => {
  const build = { ...BUILD, trouble: end.status === 'failed' ? [TROUBLE] : [] };
  const words = endWords(
    build,
    { ...end, published: [...end.published], keptBack: [...end.keptBack] },
    String,
  );
  expect(words).toMatchObject({ state, sentence });
  expect(words.next === null).toBe(end.status !== 'failed');
});

it('says that nothing had to be done', () => {
  const steps = { 'model.a.b': 'unchanged', 'model.a.c': 'unchanged' } as const;
  expect(endWords({ ...BUILD, steps }, { ...END, published: [], keptBack: [] }, String).sentence).toBe(
    'Nothing to do: 2 nodes are as they were built.',
  );
});
