interface Tint {
  readonly light: string;
  readonly dark: string;
}

/** The ones Leadline has connectors for, each its own for good. */
const KNOWN: Readonly<Record<string, Tint>> = {
  tiktok: { light: '#882255', dark: '#e57ca8' },
  instagram: { light: '#a8480a', dark: '#f0a35e' },
  facebook: { light: '#2456a6', dark: '#7fb2e8' },
  meta: { light: '#2456a6', dark: '#7fb2e8' },
  youtube: { light: '#b3392b', dark: '#f28b7d' },
  pinterest: { light: '#8e3fa0', dark: '#d39be0' },
  reddit: { light: '#7a6410', dark: '#d9bb6a' },
  wikipedia: { light: '#4b5a6b', dark: '#a9b8c8' },
  wikimedia: { light: '#4b5a6b', dark: '#a9b8c8' },
  gdelt: { light: '#117733', dark: '#66c486' },
  news: { light: '#117733', dark: '#66c486' },
  hackernews: { light: '#4a3fb0', dark: '#a89bf0' },
  google: { light: '#1f7a8c', dark: '#6cc5d6' },
  x: { light: '#2f3b46', dark: '#d3dbe2' },
  amazon: { light: '#5b6b1c', dark: '#b4c95e' },
};

/** For any other platform: chosen by its name, so that it stays the same from screen to screen. */
const OTHERS: readonly Tint[] = [
  { light: '#1a6e8e', dark: '#78c8e6' },
  { light: '#6a3fa0', dark: '#c3a6f2' },
  { light: '#8a4b08', dark: '#e3b778' },
  { light: '#3f6b2a', dark: '#9ccf80' },
  { light: '#9b2f5f', dark: '#ee95bd' },
];

export function platformColor(platform: string, scheme: 'light' | 'dark'): string {
  const name = platform.toLowerCase().replace(/[^a-z0-9]/g, '');
  return ((Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined) ??
    (OTHERS[numberOf(name) % OTHERS.length] as Tint))[scheme];
}

function numberOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum;
}

/** For the test that holds each of them to its contrast. */
export const PLATFORM_TINTS: readonly Tint[] = [...Object.values(KNOWN), ...OTHERS];
