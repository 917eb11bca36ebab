import type { BrowserContext } from 'playwright-core';
import { launchChromium } from '../../e2e/chromium.ts';
import { PLAYED_VERSION } from './version.ts';

/** One Chromium for the whole program, started when the first window needs it. */
export interface Chrome {
  context(): Promise<BrowserContext>;
  close(): Promise<void>;
}

export function createChrome(): Chrome {
  let context: Promise<BrowserContext> | null = null;

  async function launch(): Promise<BrowserContext> {
    // Windows that a page opens never come to be; the program's own handler is asked all the same.
    const browser = await launchChromium(['--block-new-web-contents']);
    const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Leadline/0.1.0 Chrome/${browser.version()} Electron/${PLAYED_VERSION} Safari/537.36`;
    return browser.newContext({ userAgent, viewport: null });
  }

  return {
    context: () => {
      context ??= launch();
      return context;
    },
    async close() {
      await (await context)?.browser()?.close();
    },
  };
}
