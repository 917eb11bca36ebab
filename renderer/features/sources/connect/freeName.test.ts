import { expect, it } from 'vitest';
import { freeName } from './freeName.ts';

it('calls a source as its connector, with a number where that is taken', () => {
  expect(freeName('stripe', [])).toBe('stripe');
  expect(freeName('stripe', ['stripe', 'stripe-2'])).toBe('stripe-3');
  expect(freeName('7-eleven', [])).toBe('s-7-eleven');
});
