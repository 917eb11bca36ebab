import { expect, test } from 'vitest';
import { exactExp, exactSine } from './exactly.ts';

test('are the functions of the language, to twelve digits', () => {
  for (let x = -4; x <= 14; x += 0.37) expect(exactExp(x) / Math.exp(x)).toBeCloseTo(1, 12);
  for (let turns = -2.3; turns <= 3; turns += 0.07)
    expect(exactSine(turns)).toBeCloseTo(Math.sin(2 * Math.PI * turns), 12);
});
