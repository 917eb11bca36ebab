import { expect, it } from 'vitest';
import { inTurns } from './inTurns.ts';

it('works once at a time, and once more for all that was wished meanwhile', async () => {
  const ends: (() => void)[] = [];
  let begun = 0;
  const wish = inTurns(
    () =>
      new Promise((end) => {
        begun += 1;
        ends.push(end);
      }),
    async () => {},
  );
  wish();
  wish();
  wish();
  expect(begun).toBe(1);
  ends[0]?.();
  await expect.poll(() => begun).toBe(2);
  ends[1]?.();
  await new Promise((later) => setTimeout(later, 5));
  expect(begun).toBe(2);
  wish();
  expect(begun).toBe(3);
});
