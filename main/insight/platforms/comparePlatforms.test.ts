import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { type CompareChoice, comparePlatforms, type PlatformComparison } from './comparePlatforms.ts';

function noise(seed: number, length: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

function compared(
  signals: readonly Float64Array[],
  outcome: Float64Array,
  choice: Partial<CompareChoice> = {},
): PlatformComparison {
  const got = comparePlatforms(signals, outcome, {
    maxLead: 10,
    random: createRandom(7),
    resamples: 120,
    ...choice,
  });
  if (got.kind === 'unavailable') throw new Error(got.why);
  return got;
}

describe('comparePlatforms', () => {
  const length = 400;
  const strong = noise(1, length);
  const weak = noise(2, length);
  const nothing = noise(3, length);
  const error = noise(4, length);
  const outcome = strong.map(
    (_, t) => 0.9 * (strong[t - 4] ?? 0) + 0.4 * (weak[t - 8] ?? 0) + (error[t] as number),
  );

  it('ranks what leads strongly, weakly and not at all, with the leads', () => {
    const { platforms, best } = compared([nothing, strong, weak], outcome);
    expect(best).toBe(1);
    expect(platforms[1]).toMatchObject({
      lead: 4,
      bestShare: 1,
      behind: { difference: 0, lower: 0, upper: 0 },
    });
    expect(platforms[2]?.lead).toBe(8);
    expect(platforms[0]?.behind.lower).toBeGreaterThan(0.2);
    // The correlation with 0.9 of the outcome's standard deviation of √(0.81 + 0.16 + 1).
    expect(Math.abs((platforms[1]?.strength ?? 0) - 0.9 / Math.sqrt(1.97))).toBeLessThan(0.1);
    expect(platforms[1]?.lower).toBeLessThan(platforms[1]?.strength ?? 0);
  });

  it('doesn’t tell apart what leads alike', () => {
    const twin = noise(5, length);
    const both = strong.map(
      (_, t) => 0.7 * ((strong[t - 4] ?? 0) + (twin[t - 4] ?? 0)) + (error[t] as number),
    );
    const { platforms } = compared([strong, twin], both);
    const shares = platforms.map(({ bestShare }) => bestShare);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    const behind = platforms.find(({ behind }) => behind.difference > 0)?.behind;
    expect(behind?.lower).toBeLessThanOrEqual(0);
    expect(behind?.upper).toBeGreaterThan(0);
  });

  it('repeats for a seed, and lives with missing days', () => {
    const random = createRandom(9);
    const gaps = strong.map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
    const once = compared([gaps, weak], outcome);
    expect(compared([gaps, weak], outcome)).toEqual(once);
    expect(once.platforms[0]?.lead).toBe(4);
  });

  it('says why not', () => {
    const choice = { maxLead: 10, random: createRandom(1), resamples: 10 };
    expect(comparePlatforms([], outcome, choice)).toMatchObject({ why: 'noValues' });
    expect(comparePlatforms([noise(1, 30)], noise(2, 30), choice)).toMatchObject({ why: 'tooShort' });
    expect(comparePlatforms([new Float64Array(length)], outcome, choice)).toMatchObject({ why: 'constant' });
    expect(comparePlatforms([new Float64Array(0)], new Float64Array(0), choice)).toMatchObject({
      why: 'tooShort',
    });
  });
});
