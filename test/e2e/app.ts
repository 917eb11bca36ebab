import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { projectRoot } from '../../main/app/places.ts';
import { launchChromium } from './chromium.ts';

export interface Served {
  readonly address: string;
  readonly link: string;
  readonly process: ChildProcess;
  /** What it said on standard error so far. */
  said(): string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** The real program as a person starts it without Electron, in a process of its own. */
export async function startServing(home: string, args: readonly string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [join(projectRoot(), 'main/app/cli.ts'), 'serve', '--json', ...args], {
    env: { ...process.env, LEADLINE_HOME: home, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const first = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  if (!Array.isArray(first)) throw new Error(`serve ended with ${first}: ${said}`);
  const { address, link } = JSON.parse(String(first[0])) as { address: string; link: string };
  return {
    address,
    link,
    process: child,
    said: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      return exited;
    },
  };
}

export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly served: Served;
  /** An empty folder of this test's own. */
  readonly folder: string;
  /** Whatever the page complained about: uncaught errors, console errors, refused requests. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface AppOptions {
  readonly args?: (folder: string) => Promise<string[]> | string[];
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
}

let shared: Promise<Browser> | undefined;

/** The served program with a real Chromium signed in to it. One browser serves a whole test file. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-e2e-'));
  const served = await startServing(join(folder, 'home'), (await options.args?.(folder)) ?? []);
  shared ??= launchChromium();
  const context = await (await shared).newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    colorScheme: options.theme ?? 'light',
    locale: 'en-US',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(served.link);
  return {
    page,
    context,
    served,
    folder,
    complaints,
    async close() {
      await context.close();
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}
