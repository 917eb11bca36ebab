import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { LoadWish } from '../../shared/contract/files.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

it.each([
  ['light', 1440],
  ['dark', 1024],
  ['light', 720],
] as const)(
  'every part of Sources passes axe and fits its window: %s, %i px',
  async (theme, width) => {
    app = await openApp({ workspace: true, theme, width, bypassPolicy: true });
    const file = join(app.folder, 'orders.csv');
    await writeFile(file, `Order ID,Sold on\n${'1,2026-03-01\n'.repeat(1_200)}2\n`);
    const job = await loaded(file);
    const parts: [string, RegExp][] = [
      ['/sources', /^Sources$/],
      [`/sources#add=${encodeURIComponent(file)}`, /^Add files$/],
      [`/sources#load=${job}`, /^Load orders\.csv$/],
      ['/sources#rejected=1', /^Rejected in load 1$/],
      ['/sources#rows=raw.orders', /^raw\.orders$/],
    ];
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const [part, heading] of parts) {
      await app.page.goto('about:blank');
      await app.page.goto(app.loopback.address + part);
      await app.page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await app.page.getByRole('table').or(app.page.getByText('rows loaded')).first().waitFor();
      await app.page.evaluate(axe);
      expect(await violations(), part).toEqual([]);
      expect(await overflow(), part).toBeLessThanOrEqual(0);
    }
    expect(app.complaints).toEqual([]);
  },
  LONG,
);

async function loaded(file: string): Promise<string> {
  const { files, jobs } = app.workbench;
  const started = files.load(LoadWish.parse({ paths: [file], relation: 'raw.orders' }));
  if (!started.ok) throw new Error(started.failure.message);
  for await (const list of jobs.watch()) {
    const job = list.find(({ id }) => id === started.value);
    if (job?.status === 'done') return job.id;
    if (job?.status === 'failed') throw new Error(job.message);
  }
  throw new Error('The load never ended.');
}

async function violations(): Promise<string[]> {
  const results = await app.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

function overflow(): Promise<number> {
  return app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
