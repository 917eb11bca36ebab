import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

/** Many pages in one test, each loaded afresh. */
const WHOLE_TOUR = 180_000;

const SCREENS = [
  '/',
  '/sources',
  '/pipelines',
  '/models',
  '/quality',
  '/explorer',
  '/studies',
  '/trends',
  '/forecast',
  '/dashboards',
  '/sql',
  '/audit',
  '/publish',
  '/settings',
  '/settings#workspace',
  '/settings#vault',
  '/settings#log',
  '/settings#health',
  '/settings#about',
];

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it(
    'every screen passes axe at WCAG AA',
    async () => {
      app = await openApp({ workspace: true, theme, bypassPolicy: true });
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      for (const screen of SCREENS) {
        await show(screen);
        await app.page.evaluate(axe);
        expect(await violations(), screen).toEqual([]);
      }
    },
    WHOLE_TOUR,
  );
});

it.each([1440, 1024, 720])(
  'no screen is clipped or scrolls sideways at %i px',
  async (width) => {
    app = await openApp({ workspace: true, width });
    for (const screen of SCREENS) {
      await show(screen);
      const overflow = await app.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, screen).toBeLessThanOrEqual(0);
    }
  },
  WHOLE_TOUR,
);

it('moves nothing when motion is to be reduced', async () => {
  app = await openApp({ workspace: true });
  await app.workbench.settings.change({ motion: 'reduced' });
  await app.page.waitForFunction(() => {
    const longest = [...document.querySelectorAll('*')].map((element) =>
      Number.parseFloat(getComputedStyle(element).transitionDuration),
    );
    return Math.max(...longest) <= 0.01;
  });
});

it('lets the keyboard skip to the screen, and always shows where the focus is', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the screen');
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused) return 'none';
      const { outlineStyle, boxShadow } = getComputedStyle(focused);
      return outlineStyle !== 'none' || boxShadow !== 'none' ? 'seen' : `${focused.outerHTML.slice(0, 120)}`;
    });
    expect(ring).toBe('seen');
  }
});

async function show(screen: string): Promise<void> {
  await app.page.goto('about:blank');
  await app.page.goto(app.loopback.address + screen);
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  await app.page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function violations(): Promise<string[]> {
  const results = await app.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.any[0]?.message ?? ''}`),
  );
}
