import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

export interface View {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** For the few tests that inject a script of their own, such as axe. */
  readonly bypassPolicy?: boolean;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever the page complained about: uncaught errors, console errors, refused requests. */
  readonly complaints: string[];
}

let running: Promise<Browser> | undefined;

/** A fresh browser profile signed in by the link. One Chromium serves a whole test file. */
export async function openPage(link: string, view: View = {}): Promise<Opened> {
  running ??= launchChromium();
  const context = await (await running).newContext({
    viewport: { width: view.width ?? 1440, height: 900 },
    colorScheme: view.theme ?? 'light',
    locale: 'en-US',
    bypassCSP: view.bypassPolicy ?? false,
  });
  // Shorter than a test's own limit, so that a failure names what was waited for.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(link);
  return { page, context, complaints };
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}
