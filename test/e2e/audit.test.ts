import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { reviewedCopy } from './reviewedCopy.ts';

const LONG = 60_000;
const DAYS = 200;
const STUDY = `title: Frogs
signals: { relation: raw.views, name: signal, day: day, value: value }
outcomes: { relation: raw.sales, name: outcome, day: day, value: value }
leads: 14
into: analytics.finding
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

async function ended(job: string): Promise<void> {
  for await (const jobs of app.workbench.jobs.watch(new AbortController().signal)) {
    const one = jobs.find(({ id }) => id === job);
    if (one?.status === 'failed') throw new Error(one.message);
    if (one?.status === 'done') return;
  }
}

async function bring(relation: string, column: string, values: Float64Array): Promise<void> {
  const path = join(app.folder, `${column}.csv`);
  const rows = Array.from(values, (one, t) => `${writeDay(19_000 + t)},${column}1,${one}`);
  // A day that is missing is an exception of the package.
  rows.splice(50, 1);
  writeFileSync(path, [`day,${column},value`, ...rows].join('\n'));
  const job = app.workbench.files.load(LoadWish.parse({ paths: [path], relation, disposition: 'replace' }));
  if (!job.ok) throw new Error(job.failure.message);
  await ended(job.value);
}

it('makes the package of a pair from its button, and takes it back with what a reviewer wrote', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  const { social, sales } = syntheticPair(12, 'planted', { days: DAYS, effect: 0.7, lead: 6 });
  await bring('raw.views', 'signal', social);
  await bring('raw.sales', 'outcome', sales);
  writeFileSync(join(app.folder, 'shop', 'studies', 'frogs.yml'), STUDY);

  await openPart(app, '/explorer', /^Lag explorer$/);
  await page.getByRole('button', { name: 'Run the study' }).click();
  await page.getByRole('link', { name: 'Audit this' }).click();
  await page.getByRole('heading', { level: 2, name: 'signal1' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#subject=finding&study=frogs&signal=signal1&outcome=outcome1');
  await page.getByText(/sheets, .* rows of data, about/).waitFor();
  await page.getByRole('button', { name: 'Make the workbook' }).press('Enter');
  await page.getByRole('heading', { name: 'Made and verified' }).waitFor();
  const ticks = page.getByRole('list', { name: 'What was verified' }).getByRole('listitem');
  expect(await ticks.count()).toBeGreaterThan(3);
  await expectAccessible(app, 'made');
  const file = await page
    .getByRole('main')
    .locator('code', { hasText: /\.xlsx$/ })
    .last()
    .innerText();
  expect(file.startsWith(join(app.folder, 'shop', '.leadline', 'exports'))).toBe(true);

  const back = join(app.folder, 'back.xlsx');
  reviewedCopy(file, back);
  await page.getByRole('link', { name: 'Check or bring back a file' }).click();
  await page.getByLabel('Workbook').fill(back);
  await page.getByLabel('Workbook').press('Enter');
  await page.getByText('Of its marks, 2 new').waitFor();
  const locked = page.getByRole('region', { name: 'Locked cells that were changed' }).first();
  await locked.getByText('1 locked cell differs from what was written').waitFor();
  await expectAccessible(app, 'brought back');
  await page.getByRole('button', { name: 'Record the review' }).click();
  await page.getByText('Recorded', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Its package' }).click();
  const known = page.getByRole('region', { name: /signal1/ });
  await known
    .getByRole('table', { name: 'Marks that came back' })
    .getByText('Looked at <b>twice</b>')
    .waitFor();
  await expectAccessible(app, 'history');

  await known.getByRole('link', { name: /on Quality/ }).click();
  const exceptions = page.getByRole('region', { name: 'Exceptions from audits' });
  await exceptions.getByText('Ask the shop').waitFor();
  await exceptions
    .getByRole('button', { name: /^Close the exception/ })
    .first()
    .click();
  await expectAccessible(app, 'exceptions');
  await exceptions.getByLabel('What became of it').fill('The shop was closed that day');
  await exceptions.getByLabel('What became of it').press('Enter');
  await page.getByText(/^The exception .* is closed\.$/).waitFor();
});
