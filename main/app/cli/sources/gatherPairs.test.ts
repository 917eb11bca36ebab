import { expect, it } from 'vitest';
import { gatherRepeated, pairs, repeated } from './gatherPairs.ts';

it('gathers what may be given several times, whichever way it is written', () => {
  const gathered = gatherRepeated(['add', 'shop', '--set', 'a=1', '--json', '--set=b=2=3', '--stream', 'x']);
  expect(gathered.slice(0, 3)).toEqual(['add', 'shop', '--json']);
  const [set = '', stream = ''] = gathered.slice(3);
  expect(pairs(set.slice('--set='.length), 'set')).toEqual({
    ok: true,
    value: [
      { path: ['a'], value: '1' },
      { path: ['b'], value: '2=3' },
    ],
  });
  expect(repeated(stream.slice('--stream='.length))).toEqual(['x']);
  expect(repeated(undefined)).toEqual([]);
});

it('never repeats what may have been meant as a secret', () => {
  const refused = pairs('hunter2', 'set');
  expect(refused).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  expect(JSON.stringify(refused)).not.toContain('hunter2');
});
