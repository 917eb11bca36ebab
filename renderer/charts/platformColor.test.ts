import { describe, expect, it } from 'vitest';
import { contrast } from '../app/palette.ts';
import { chartLook } from './chartLook.ts';
import { PLATFORM_TINTS, platformColor } from './platformColor.ts';

describe('the colour of a platform', () => {
  it('is the same however the platform is written, and for one nobody knows', () => {
    expect(platformColor('TikTok', 'light')).toBe(platformColor('tiktok', 'light'));
    expect(platformColor('Hacker News', 'dark')).toBe(platformColor('hacker_news', 'dark'));
    expect(platformColor('Mastodon', 'light')).toBe(platformColor('mastodon', 'light'));
    expect(platformColor('TikTok', 'light')).not.toBe(platformColor('Pinterest', 'light'));
    expect(platformColor('constructor', 'light')).toMatch(/^#/);
  });

  it('can be seen on the page, by day and by night, as can the lines of every chart', () => {
    for (const scheme of ['light', 'dark'] as const) {
      const look = chartLook(scheme);
      const colours = [
        ...PLATFORM_TINTS.map((tint) => tint[scheme]),
        ...look.series,
        look.accent,
        look.quiet,
      ];
      for (const colour of colours) expect(contrast(colour, look.surface), colour).toBeGreaterThanOrEqual(3);
    }
  });
});
