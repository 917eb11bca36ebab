import { expect, it } from 'vitest';
import { laggedProducts } from '../correlation/laggedProducts.ts';
import { createRandom } from '../numbers/random.ts';
import { createLeadSpectra } from './leadSpectra.ts';
import { createRealTransform } from './realTransform.ts';

function noise(seed: number, length: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

it.each([4, 32, 256])('comes back from the spectrum of %i points', (size) => {
  const data = noise(1, size);
  const transform = createRealTransform(size);
  const spectrum = new Float64Array(size + 2);
  const back = new Float64Array(size);
  transform.forward(data, spectrum);
  transform.inverse(spectrum, back);
  for (let i = 0; i < size; i++) expect(back[i]).toBeCloseTo(data[i] as number, 14);
});

it('has the spectrum that the definition gives', () => {
  const data = noise(2, 16);
  const spectrum = new Float64Array(18);
  createRealTransform(16).forward(data, spectrum);
  for (let k = 0; k <= 8; k++) {
    let re = 0;
    let im = 0;
    for (const [t, value] of data.entries()) {
      re += value * Math.cos((2 * Math.PI * k * t) / 16);
      im -= value * Math.sin((2 * Math.PI * k * t) / 16);
    }
    expect(spectrum[2 * k]).toBeCloseTo(re, 13);
    expect(spectrum[2 * k + 1]).toBeCloseTo(im, 13);
  }
});

it.each([
  [730, 60],
  [730, 30],
  [702, 30],
  [181, 30],
  [196, 30],
  [68, 30],
  [40, 30],
  [31, 30],
  [500, 1],
  [500, 0],
  [2000, 400],
])('sums the products that going through the days gives: %i days, %i leads', (length, maxLead) => {
  const x = noise(length, length);
  const y = noise(length + 7, length);
  const spectra = createLeadSpectra(maxLead);
  const got = new Float64Array(2 * maxLead + 1);
  spectra.products(spectra.ofSignal(x), spectra.ofOutcome(y), got);
  const expected = laggedProducts(x, y, maxLead);
  const largest = Math.sqrt(length) * 4;
  for (const [i, value] of expected.entries())
    expect(Math.abs((got[i] as number) - value) / largest).toBeLessThan(1e-14);
});
