import { describe, expect, it } from 'vitest';
import { correlation } from '../correlation/pearson.ts';
import { createRandom } from '../numbers/random.ts';
import { automaticBlockLength } from './blockLength.ts';
import { leadInterval } from './leadInterval.ts';
import { correlationsOfRows, pairedRows } from './pairedRows.ts';
import { blocksFrom, circularBlocks, stationaryBlocks } from './resample.ts';

const random = createRandom(31);
const noise = (n: number) => Float64Array.from({ length: n }, () => random.normal());

function memory(n: number, share: number): Float64Array {
  let last = 0;
  return noise(n).map((value) => {
    last = share * last + value;
    return last;
  });
}

describe('block length', () => {
  it('grows with memory and keeps to its limit', () => {
    const white = automaticBlockLength(noise(600)).circular;
    const slow = automaticBlockLength(memory(600, 0.9));
    expect(white).toBeLessThan(10);
    expect(slow.circular).toBeGreaterThan(15);
    // Changes of noise take back what they gave; their long-run variance is nearly 0, which asks for endless blocks.
    const errors = noise(101);
    const changes = Float64Array.from(
      { length: 100 },
      (_, t) => (errors[t + 1] as number) - (errors[t] as number),
    );
    expect(automaticBlockLength(changes)).toMatchObject({ circular: 30, longest: 30 });
  });

  it('is unknown for what does not vary', () => {
    for (const x of [new Float64Array(0), Float64Array.of(3), new Float64Array(50).fill(1)])
      expect(automaticBlockLength(x).circular).toBeNaN();
    const gappy = noise(100).map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
    expect(automaticBlockLength(gappy).stationary).toBeGreaterThanOrEqual(0);
  });
});

describe('resampling', () => {
  it('runs on from the end to the beginning and cuts to length', () => {
    expect(Array.from(blocksFrom([4, 1, 0], 3, 6))).toEqual([4, 5, 0, 1, 2, 3]);
    expect(Array.from(blocksFrom([0], 2, 6))).toEqual([0, 1]);
  });

  it('draws every day about as often, in runs of the length asked for', () => {
    for (const draw of [circularBlocks, stationaryBlocks]) {
      const seen = new Uint32Array(40);
      let seams = 0;
      for (let round = 0; round < 400; round++) {
        const drawn = draw(40, 8, random);
        drawn.forEach((day, i) => {
          seen[day] = (seen[day] as number) + 1;
          if (i > 0 && day !== ((drawn[i - 1] as number) + 1) % 40) seams++;
        });
      }
      for (const count of seen) expect(Math.abs(count - 400)).toBeLessThan(130);
      expect(seams / 400).toBeGreaterThan(3);
      expect(seams / 400).toBeLessThan(6);
    }
  });
});

describe('paired rows', () => {
  it('are plain correlations when every row is drawn once', () => {
    const x = noise(60);
    const y = noise(60);
    const rows = pairedRows(x, y, 4);
    expect(rows.count).toBe(52);
    const values = correlationsOfRows(
      rows,
      Int32Array.from({ length: 52 }, (_, i) => i),
    );
    for (let lead = -4; lead <= 4; lead++)
      expect(values[4 + lead]).toBeCloseTo(correlation(x.slice(4 - lead, 56 - lead), y.slice(4, 56)), 12);
  });

  it('pass by missing days', () => {
    const x = noise(30);
    x[10] = Number.NaN;
    const rows = pairedRows(x, noise(30), 2);
    const all = Int32Array.from({ length: rows.count }, (_, i) => i);
    expect(correlationsOfRows(rows, all).every(Number.isFinite)).toBe(true);
  });

  /** The definition: every row that was drawn is copied out, and those with a missing value are left out. */
  function slowly(x: Float64Array, y: Float64Array, maxLead: number, drawn: Int32Array): number[] {
    return Array.from({ length: 2 * maxLead + 1 }, (_, i) => {
      const pairs = Array.from(drawn, (row) => [x[row + 2 * maxLead - i], y[row + maxLead]] as const).filter(
        ([left, right]) => !Number.isNaN(left) && !Number.isNaN(right),
      );
      const column = (at: 0 | 1) => Float64Array.from(pairs, (pair) => pair[at] as number);
      return correlation(column(0), column(1));
    });
  }

  const holes = (x: Float64Array, share: number) =>
    x.map((value) => (random.uniform() < share ? Number.NaN : value));

  it.each([
    ['nothing missing', 0, 0],
    ['a gappy signal', 0.2, 0],
    ['a gappy outcome', 0, 0.2],
    ['both gappy', 0.2, 0.2],
  ])('count rows as often as they are drawn: %s', (_, left, right) => {
    for (const level of [0, 1e4]) {
      const x = holes(memory(150, 0.5), left).map((value) => value + level);
      const y = holes(noise(150), right).map((value) => value - level);
      const rows = pairedRows(x, y, 12);
      for (const drawn of [circularBlocks(rows.count, 9, random), circularBlocks(rows.count, 60, random)]) {
        const values = correlationsOfRows(rows, drawn);
        // Far from 0 the reference itself has fewer digits.
        for (const [i, value] of slowly(x, y, 12, drawn).entries())
          expect(Math.abs((values[i] as number) - value)).toBeLessThan(level === 0 ? 1e-13 : 1e-11);
      }
    }
  });

  it('keep their digits where a resample varies far less than the sample, and say when it doesn’t vary', () => {
    const x = noise(60).map((value, t) => (t < 20 ? 1e6 * value : value));
    const y = noise(60).map((value, t) => (t < 30 ? 5 : value));
    const rows = pairedRows(x, y, 3);
    const quiet = Int32Array.from({ length: 40 }, (_, i) => 30 + (i % 20));
    for (const [i, value] of slowly(x, y, 3, quiet).entries())
      expect(Math.abs((correlationsOfRows(rows, quiet)[i] as number) - value)).toBeLessThan(1e-9);
    const constant = Int32Array.from({ length: 30 }, (_, i) => i % 20);
    expect(correlationsOfRows(rows, constant).every(Number.isNaN)).toBe(true);
    const nothing = pairedRows(
      x.map(() => Number.NaN),
      y,
      3,
    );
    expect(correlationsOfRows(nothing, quiet).every(Number.isNaN)).toBe(true);
  });
});

describe('lead interval', () => {
  const planted = (effect: number) => {
    const x = noise(250);
    return { x, y: x.map((_, t) => effect * (x[t - 5] ?? 0) + random.normal()) };
  };

  it('is narrow around a strong lead and wide around none', () => {
    const { x, y } = planted(1);
    const strong = leadInterval(x, y, { maxLead: 10, random, resamples: 100 });
    expect(strong).toMatchObject({ known: true, lower: 5, upper: 5 });
    const none = leadInterval(x, noise(250), { maxLead: 10, random, resamples: 100 });
    expect(none.known && none.upper - none.lower).toBeGreaterThan(5);
  });

  it('holds the true lead at least as often as it says', () => {
    let held = 0;
    for (let round = 0; round < 30; round++) {
      const { x, y } = planted(0.35);
      const interval = leadInterval(x, y, { maxLead: 10, random, resamples: 80 });
      if (interval.known && interval.lower <= 5 && interval.upper >= 5) held++;
    }
    expect(held).toBeGreaterThanOrEqual(28);
  });

  it('is the same for the same seed', () => {
    const { x, y } = planted(0.3);
    const draw = () => leadInterval(x, y, { maxLead: 10, random: createRandom(5), resamples: 40 });
    expect(draw()).toEqual(draw());
  });

  it('says why there is none', () => {
    expect(leadInterval(noise(20), noise(20), { maxLead: 10, random })).toEqual({
      known: false,
      why: 'tooShort',
    });
    expect(leadInterval(new Float64Array(90), noise(90), { maxLead: 10, random })).toEqual({
      known: false,
      why: 'constant',
    });
  });
});
