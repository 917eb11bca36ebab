import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { seasonDesign } from '../whitening/design.ts';
import { differences } from './differences.ts';
import { leadCorrelation } from './leadCorrelation.ts';
import { levelOf, prepareSeries } from './prepareSeries.ts';

const DAYS = 400;
const DESIGN = seasonDesign(DAYS);

function walk(seed: number): Float64Array {
  const random = createRandom(seed);
  let level = 5;
  return Float64Array.from({ length: DAYS }, () => {
    level += 0.1 * random.normal();
    return Math.exp(level);
  });
}

it('takes changes from day to day, of which the first day and those beside a gap have none', () => {
  expect([...differences(Float64Array.of(1, 4, Number.NaN, 2, 7))]).toEqual([
    Number.NaN,
    3,
    Number.NaN,
    Number.NaN,
    5,
  ]);
  expect(differences(new Float64Array(0))).toHaveLength(0);
});

it('prepares changes as it would a series of changes', () => {
  const x = walk(4);
  const changes = prepareSeries(x, DESIGN, { changes: true });
  const given = prepareSeries(differences(levelOf(x)), DESIGN, { transform: 'none' });
  expect(changes.residual).toEqual(given.residual);
  expect(changes.news).toEqual(given.news);
  expect(changes.residual).not.toEqual(prepareSeries(x, DESIGN).residual);
});

it('finds in the changes of two walks the lead that ties them', () => {
  const x = walk(9);
  const own = walk(10);
  const y = x.map((_, t) => (t < 5 ? (own[t] as number) : (x[t - 5] as number) * (own[t] as number)));
  const [left, right] = [x, y].map((series) => prepareSeries(series, DESIGN, { changes: true }));
  if (left === undefined || right === undefined) throw new Error('Both were prepared.');
  expect(leadCorrelation(left, right, 30).peak?.lead).toBe(5);
});
