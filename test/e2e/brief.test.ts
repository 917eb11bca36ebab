import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import type { JobId } from '../../shared/domain/job.ts';
import type { StudyName } from '../../shared/domain/study.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { DAYS, FIRST, risingFrogs } from '../social/risingFrogs.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 60_000;
const STUDY = `title: Frogs
signals: { relation: raw.views, name: series, day: day, value: value, about: [platform, trend], label: [title, platform] }
outcomes: { relation: raw.sales, name: series, day: day, value: value, about: [product], label: [title] }
leads: 20
into: analytics.finding
strength_into: analytics.platform_strength
`;
const BRIEF = `study: frogs
into: analytics.directive
make_days: 10
`;

let app: App;
beforeAll(async () => {
  app = await openApp({ workspace: true, bypassPolicy: true });
}, LONG);
afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  await closeBrowser();
});

it('decides about a directive and takes it back, and remembers it with its note', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  await prepare();
  await openPart(app, '/', /./);
  await page.getByRole('button', { name: /^Make the brief/ }).click();
  const frogs = page.getByRole('article', { name: /Frog mug/ });
  await frogs
    .getByText(/Frogs on TikTok spiked on \d+ Nov 2025/)
    .first()
    .waitFor();
  await expectAccessible(app, 'Home');

  await frogs.getByRole('button', { name: /^Accept/ }).click();
  const said = page.getByRole('status');
  await said.getByText(/^Accepted: /).waitFor();
  await said.getByRole('button', { name: /^Undo/ }).click();

  await frogs.getByRole('button', { name: /^Snooze/ }).click();
  await page.getByLabel('Bring it back on').press('Enter');
  await said.getByText(/^Snoozed/).waitFor();
  await openPart(app, '/', /./);
  await page
    .getByText(/^Snoozed until \d+ (Nov|Dec) 2025/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Undo/ }).first().click();

  await frogs.getByRole('button', { name: /^Dismiss/ }).click();
  await page.keyboard.type('No <b>mugs</b> left');
  await page.keyboard.press('Enter');
  await said.getByText(/^Dismissed: /).waitFor();
  await openPart(app, '/', /./);
  const past = page.getByRole('table', { name: /^Directives that were decided/ });
  await past.getByText('“No <b>mugs</b> left”').waitFor();
  expect(await frogs.count()).toBe(0);
  await expectAccessible(app, 'Home with what was decided');
  await past.getByRole('button', { name: /^Undo/ }).click();
  await frogs.waitFor();
});

/** Attention and sales in RAW, and the study over them. */
async function prepare(): Promise<void> {
  const { views, units } = risingFrogs();
  await bring('raw.views', 'platform,trend,title', 'tiktok,frogs,Frogs', views);
  await bring('raw.sales', 'product,title', 'mug,Frog mug', units);
  writeFileSync(join(app.folder, 'shop', 'studies', 'frogs.yml'), STUDY);
  writeFileSync(join(app.folder, 'shop', 'brief.yml'), BRIEF);
  const started = await (await app.workbench.studies()).run({ name: 'frogs' as StudyName });
  await ended(started.ok ? ok(started.value.job) : started);
}

async function bring(relation: string, columns: string, told: string, values: readonly number[]) {
  const path = join(app.folder, `${relation}.csv`);
  const rows = values.slice(0, DAYS).map((one, t) => `${writeDay(FIRST + t)},${relation},${told},${one}`);
  writeFileSync(path, [`day,series,${columns},value`, ...rows].join('\n'));
  await ended(app.workbench.files.load(LoadWish.parse({ paths: [path], relation, disposition: 'replace' })));
}

async function ended(job: Result<JobId>): Promise<void> {
  if (!job.ok) throw new Error(job.failure.message);
  for await (const jobs of app.workbench.jobs.watch(new AbortController().signal)) {
    const is = jobs.find(({ id }) => id === job.value)?.status;
    if (is === 'done') return;
    if (is === 'failed') throw new Error('The job failed.');
  }
}
