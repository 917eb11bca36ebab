import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureBuilt } from '../../resources/build/build.ts';
import { launchChromium } from '../e2e/chromium.ts';
import type { Benchmark } from './benchmark.ts';
import { openHome, startWorkbench } from './started.ts';

/** Jiffies a second, as Linux shows them to every program. */
const TICKS = 100;
const SETTLE = 3_000;
const WATCHED = 5_000;

const secondStart: Benchmark = {
  name: 'second npm start, to a usable screen',
  unit: 's',
  repeats: 5,
  aim: { absolute: 1.5 },
  async open() {
    const built = await ensureBuilt(['renderer'], () => undefined);
    if (!built.ok) throw new Error(built.message);
    const home = await openHome();
    const browser = await launchChromium();
    return {
      ours: {
        label: 'npm start -- --browser',
        async run() {
          const page = await browser.newPage();
          const began = performance.now();
          const started = await startWorkbench(home.path, 'npm', ['start', '--', '--browser']);
          await page.goto(started.link);
          await page.locator('h1').first().waitFor();
          const seconds = (performance.now() - began) / 1000;
          await page.close();
          await started.stop();
          return seconds;
        },
      },
      async close() {
        await browser.close();
        await home.remove();
      },
    };
  },
};

const idle: Benchmark = {
  name: 'idle workbench with its screen open, processor',
  unit: '%',
  repeats: 1,
  aim: { absolute: 0.5 },
  async open() {
    if (!existsSync('/proc/self/stat')) return 'processor time of another process is read on Linux only';
    const home = await openHome();
    const browser = await launchChromium();
    // Node itself, not npm: the process that serves is the one to be watched.
    const started = await startWorkbench(home.path, process.execPath, [
      'resources/build/start.ts',
      '--browser',
    ]);
    const page = await browser.newPage();
    await page.goto(started.link);
    await page.locator('h1').first().waitFor();
    return {
      ours: {
        label: 'serving process',
        async run() {
          await pause(SETTLE);
          const before = secondsOf(started.process.pid);
          await pause(WATCHED);
          return ((secondsOf(started.process.pid) - before) / (WATCHED / 1000)) * 100;
        },
      },
      async close() {
        await started.stop();
        await browser.close();
        await home.remove();
      },
    };
  },
};

/** Processor time a process has used, its own and the system's on its behalf. */
function secondsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

export const benchmarks: readonly Benchmark[] = [secondStart, idle];
