import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { LoadWish } from '../../shared/contract/files.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

it.each([
  ['light', [1440, 720]],
  ['dark', [1024]],
] as const)(
  'every part of Sources passes axe and fits its window: %s, %j px',
  async (theme, widths) => {
    app = await openApp({ workspace: true, theme, bypassPolicy: true });
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
    for (const [part, heading] of parts)
      for (const width of widths) {
        await app.page.setViewportSize({ width, height: 900 });
        await openPart(app, part, heading);
        await app.page.getByRole('table').or(app.page.getByText('rows loaded')).first().waitFor();
        await expectAccessible(app, `${part} at ${width} px`);
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
