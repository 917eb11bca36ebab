import { expect, test } from 'vitest';
import { LAYERS, Layer } from './layer.ts';

test('the layers stand in the order data flows', () => {
  expect(LAYERS).toEqual(['raw', 'staging', 'core', 'analytics']);
  for (const layer of LAYERS) expect(Layer.parse(layer)).toBe(layer);
});

test.each(['gold', 'RAW', ''])('%j is none', (layer) => {
  expect(Layer.safeParse(layer).success).toBe(false);
});
