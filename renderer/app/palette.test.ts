import { expect, test } from 'vitest';
import { contrast, DARK, GRAY, SEA, STATE } from './palette.ts';

const LIGHT_SURFACES = ['#ffffff', GRAY[0], GRAY[1]];
const DARK_SURFACES = [DARK[8], DARK[7], DARK[6], DARK[5]];

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('every text colour can be read on every surface, in both schemes', () => {
  const light = [GRAY[9], GRAY[6], SEA[7], ...Object.values(STATE.light)];
  const dark = [DARK[0], DARK[2], SEA[3], ...Object.values(STATE.dark)];
  for (const [surfaces, texts] of [
    [LIGHT_SURFACES, light],
    [DARK_SURFACES, dark],
  ] as const) {
    for (const surface of surfaces) {
      for (const text of texts) expect(contrast(text, surface), `${text} on ${surface}`).toBeGreaterThan(4.5);
    }
  }
});

test('white can be read on filled buttons, and the accent on its own soft ground', () => {
  expect(contrast('#ffffff', SEA[7])).toBeGreaterThan(4.5);
  expect(contrast('#ffffff', SEA[6])).toBeGreaterThan(4.5);
  expect(contrast('#ffffff', STATE.light.broken)).toBeGreaterThan(4.5);
  expect(contrast(SEA[7], SEA[0])).toBeGreaterThan(4.5);
  expect(contrast(SEA[3], '#12302b')).toBeGreaterThan(4.5);
});
