import { describe, expect, it } from 'vitest';
import {
  chiSquareLower,
  chiSquareQuantile,
  chiSquareTail,
  chiSquareUpperQuantile,
  fLower,
  fQuantile,
  fTail,
  normalLower,
  normalQuantile,
  normalTail,
  normalTwoSided,
  studentLower,
  studentQuantile,
  studentTail,
  studentTwoSided,
} from './distributions.ts';

function close(got: number, wanted: number, relative = 1e-12): void {
  expect(Math.abs(got / wanted - 1), `${got} for ${wanted}`).toBeLessThan(relative);
}

// Reference values: the defining integrals at forty digits.
describe('tails', () => {
  it.each([
    [0.001, 3, 0.49963244748473046],
    [2.5, 1, 0.1211189415908434],
    [2.5, 7.5, 0.019410129136812778],
    [12, 30, 2.790092707599628e-13],
    [40, 10, 1.1404288715428774e-12],
    [7, 1000, 2.3437512833857114e-12],
    [3, 1e6, 0.0013499312707108985],
    [25, 200, 9.269548053746262e-64],
  ])('Student beyond %d with %d degrees of freedom', (t, df, tail) => {
    close(studentTail(t, df), tail);
    close(studentTwoSided(-t, df), 2 * tail);
    close(studentLower(-t, df), tail);
    close(studentLower(t, df), 1 - tail);
  });

  it.each([
    [0.01, 3, 17, 0.9985732418210976],
    [4, 2, 725, 0.018721324652370863],
    [30, 7, 700, 2.4105308223287826e-36],
    [1.2, 150, 3, 0.5224684482545586],
    [5, 1, 1e5, 0.02534951545109076],
    [200, 3, 139, 3.1621682716670795e-50],
    [0.5, 0.7, 2.3, 0.47800382171033334],
  ])('F beyond %d with %d and %d', (f, df1, df2, tail) => {
    close(fTail(f, df1, df2), tail);
    close(fLower(1 / f, df2, df1), tail);
  });

  it.each([
    [0.02, 1, 0.8875370839817152],
    [3.84, 1, 0.050043521248705106],
    [60, 4, 2.900863120340454e-12],
    [400, 20, 2.044095593580732e-72],
    [1000, 1000, 0.49405285382923964],
    [1300, 1000, 3.8897364994868526e-10],
    [2.2, 0.5, 0.05860205452804372],
  ])('chi-square beyond %d with %d', (x, df, tail) => close(chiSquareTail(x, df), tail));

  // From R's pchisq, which agrees with the integrals in the rows above to its last digits.
  it.each([
    [1990, 2000, 0.558762559479011],
    [2001, 2000, 0.4894892890768],
    [3000, 1000, 1.64368458435695e-198],
    [2997, 3000, 0.512020412276071],
    [10100, 10000, 0.2390153252401752],
    [101000, 100000, 0.0128688403772337],
  ])('chi-square beyond %d with as many as %d', (x, df, tail) => {
    close(chiSquareTail(x, df), tail, 2e-12);
    close(chiSquareLower(x, df), 1 - tail, 2e-12);
  });

  it('chi-square goes on falling where its form changes', () => {
    let last = 1;
    for (let x = 1700; x < 2300; x += 0.5) {
      const tail = chiSquareTail(x, 2000);
      expect(tail).toBeLessThan(last);
      last = tail;
    }
  });

  it.each([
    [0.3, 0.3820885778110474],
    [1.96, 0.024997895148220435],
    [5, 2.866515718791939e-7],
    [9, 1.1285884059538405e-19],
    [20, 2.7536241186062337e-89],
    [37, 5.725571222524577e-300],
  ])('normal beyond %d', (z, tail) => {
    close(normalTail(z), tail, 1e-11);
    close(normalTwoSided(-z), 2 * tail, 1e-11);
    close(normalLower(-z), tail, 1e-11);
  });

  it('has limits where the degrees of freedom or the value have none', () => {
    close(studentTail(2, Number.POSITIVE_INFINITY), normalTail(2));
    close(fTail(2, 3, Number.POSITIVE_INFINITY), chiSquareTail(6, 3));
    expect(fTail(Number.POSITIVE_INFINITY, 2, 3)).toBe(0);
    expect(studentTwoSided(Number.NEGATIVE_INFINITY, 3)).toBe(0);
    expect(fTail(0, 2, 3)).toBe(1);
    expect(chiSquareTail(-1, 2)).toBe(1);
    expect(chiSquareLower(0, 2)).toBe(0);
  });

  it('answers nothing for what is no question', () => {
    for (const answer of [
      studentTail(Number.NaN, 3),
      studentTail(1, 0),
      fTail(1, -1, 3),
      chiSquareTail(1, 0),
      normalTail(Number.NaN),
      normalQuantile(1.5),
      normalQuantile(Number.NaN),
      studentQuantile(0.3, 0),
    ])
      expect(answer).toBeNaN();
  });
});

describe('quantiles', () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-17, -8.493793224109599],
    [0.001, -3.0902323061678136],
    [0.2, -0.8416212335729142],
    [0.499, -0.002506630899571764],
  ])('normal at %d', (p, z) => close(normalQuantile(p), z));

  it('undo their distribution, far out too', () => {
    for (const p of [1e-12, 1e-5, 0.025, 0.3, 0.499, 0.6, 0.999]) {
      for (const df of [0.8, 1, 4, 37.5, 2000]) {
        close(studentLower(studentQuantile(p, df), df), p, 1e-11);
        close(chiSquareLower(chiSquareQuantile(p, df), df), p, 1e-11);
        close(chiSquareTail(chiSquareUpperQuantile(p, df), df), p, 1e-11);
        close(fLower(fQuantile(p, df, 6), df, 6), p, 1e-11);
      }
      close(normalLower(normalQuantile(p)), p);
    }
  });

  it('Student with one degree of freedom is the tangent', () => {
    for (const p of [1e-9, 0.1, 0.4]) close(studentQuantile(p, 1), -1 / Math.tan(Math.PI * p));
  });

  it('reach the ends', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(0.5)).toBe(0);
    expect(studentQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(chiSquareQuantile(0, 3)).toBe(0);
    expect(chiSquareUpperQuantile(0, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(chiSquareUpperQuantile(1, 3)).toBe(0);
    expect(fQuantile(1, 3, 3)).toBe(Number.POSITIVE_INFINITY);
  });
});
