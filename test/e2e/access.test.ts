import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, openPart, overflow } from './accessible.ts';
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
  '/audit#subject=period',
  '/audit#file=',
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

describe.each([
  ['light', [1024, 720]],
  ['dark', []],
] as const)('in the %s theme', (theme, narrower) => {
  it(
    'every screen passes axe at WCAG AA, is not clipped and never scrolls sideways',
    async () => {
      app = await openApp({ workspace: true, theme, bypassPolicy: true });
      for (const screen of SCREENS) {
        await openPart(app, screen, /./);
        await expectAccessible(app, screen);
        for (const width of narrower) {
          await app.page.setViewportSize({ width, height: 900 });
          // Two frames: what measures itself has then been drawn anew.
          await app.page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
          );
          expect(await overflow(app.page), `${screen} at ${width} px`).toBeLessThanOrEqual(0);
        }
        await app.page.setViewportSize({ width: 1440, height: 900 });
      }
    },
    WHOLE_TOUR,
  );
});

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
