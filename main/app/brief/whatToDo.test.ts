import { expect, it } from 'vitest';
import { whatToDo } from './whatToDo.ts';

const buy = (product: string) => ({
  action: 'buy' as const,
  sentence: `Buy more ${product} by 30 Dec 2025. It spiked by 4.5 deviations.`,
});
const watch = { action: 'watch' as const, sentence: 'Watch frogs. Nothing yet.' };

it('tells what there is to act on, in its first sentence, and counts the rest', () => {
  expect(whatToDo([watch, buy('mugs')])).toBe(
    'There is one thing to do.\n  Buy more mugs by 30 Dec 2025.\n  1 more is to hold or to watch.',
  );
  const many = Array.from({ length: 7 }, (_, at) => buy(`tee-${at}`));
  expect(whatToDo(many).split('\n')).toEqual([
    'There are 7 things to do.',
    ...[0, 1, 2, 3, 4].map((at) => `  Buy more tee-${at} by 30 Dec 2025.`),
    '  and 2 more to act on',
  ]);
});

it('says so where there is nothing to do', () => {
  expect(whatToDo([])).toBe('Nothing has to be made, bought or put forward now.');
  expect(whatToDo([watch, watch])).toBe(
    'Nothing has to be made, bought or put forward now. 2 more are to hold or to watch.',
  );
});
