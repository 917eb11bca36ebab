import type { MantineColorsTuple } from '@mantine/core';

/** The one accent: a deep sea green. */
export const SEA: MantineColorsTuple = [
  '#edf8f5',
  '#d5efe8',
  '#abdfd2',
  '#7dcbb9',
  '#52b5a1',
  '#2f9c89',
  '#168072',
  '#0d6b60',
  '#0a574f',
  '#08443e',
];

/** Neutral with a trace of the accent's cold. */
export const GRAY: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e5e9e8',
  '#d8dedd',
  '#bfc7c6',
  '#939d9c',
  '#5b6665',
  '#434d4c',
  '#2a3232',
  '#161b1b',
];

/** The same neutrals in the dark: text first, then lines, raised surfaces, the page, and what lies under it. */
export const DARK: MantineColorsTuple = [
  '#e3e8e7',
  '#bcc5c3',
  '#98a3a1',
  '#6f7a78',
  '#2c3332',
  '#232928',
  '#1b201f',
  '#141817',
  '#0f1312',
  '#0a0d0c',
];

/** Colours of state. Each is always beside its word and icon. */
export const STATE = {
  light: { ok: '#1a6e3c', warning: '#8a5800', broken: '#b3261e', running: '#0d6b60', idle: '#5b6665' },
  dark: { ok: '#6fcf97', warning: '#e0b15c', broken: '#ff8f85', running: '#7dcbb9', idle: '#98a3a1' },
} as const;

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
