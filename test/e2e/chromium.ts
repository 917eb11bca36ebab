import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A real Chromium from an npm package, so that tests need neither a download nor an apt package. Background
 * networking is off: a test machine's closed network would otherwise be asked for Google's hosts at every start.
 */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  chromium.setGraphicsMode = false;
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [...QUIET, ...extraArgs],
    env: { ...process.env, HOME: join(tmpdir()) },
  });
}

export const QUIET = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];
