import type { MantineColorSchemeManager } from '@mantine/core';

const KEY = 'leadline-theme';
const YEAR = 365 * 24 * 3600;

/** Keeps the scheme where `static/first-paint.js` looks before anything is drawn; the settings remain the truth. */
export function keptColorScheme(page: Window): MantineColorSchemeManager {
  return {
    get(fallback) {
      const kept = page.localStorage.getItem(KEY);
      return kept === 'light' || kept === 'dark' || kept === 'auto' ? kept : fallback;
    },
    set(scheme) {
      page.localStorage.setItem(KEY, scheme);
      page.document.cookie = `${KEY}=${scheme}; path=/; max-age=${YEAR}; samesite=strict`;
    },
    subscribe: () => {},
    unsubscribe: () => {},
    clear: () => page.localStorage.removeItem(KEY),
  };
}
