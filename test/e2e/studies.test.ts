import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;

let app: App;
beforeEach(async () => {
  app = await openApp({ workspace: true, bypassPolicy: true, theme: 'dark', width: 760 });
  const { social, sales } = syntheticPair(12, 'planted', { days: 400, effect: 0.7, lead: 6 });
  await bring('raw.views', 'signal', social);
  await bring('raw.sales', 'outcome', sales);
}, LONG);
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});
afterAll(closeBrowser);

async function bring(relation: string, column: string, values: Float64Array): Promise<void> {
  const path = join(app.folder, `${column}.csv`);
  const rows = Array.from(values, (one, t) => `${writeDay(19_000 + t)},${column}1,${one}`);
  writeFileSync(path, [`day,${column},value`, ...rows].join('\n'));
  const wish = LoadWish.parse({ paths: [path], relation, disposition: 'replace' });
  const job = app.workbench.files.load(wish);
  if (!job.ok) throw new Error(job.failure.message);
  for await (const jobs of app.workbench.jobs.watch(new AbortController().signal))
    if (jobs.find(({ id }) => id === job.value)?.status === 'done') return;
}

it('is written as a form, run, changed as text, and compared with what it found before', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  const file = join(app.folder, 'shop', 'studies', 'frogs.yml');
  await openPart(app, '/studies', /^Studies$/);
  await page.getByText('There is no study yet').waitFor();
  await expectAccessible(app, 'no study');
  await page.getByRole('link', { name: 'New study' }).click();
  await page.getByLabel('Name').fill('Frogs!');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText(/use lower-case letters/).waitFor();
  await page.getByLabel('Name').fill('frogs');
  await page.getByRole('button', { name: 'Begin' }).click();

  for (const [part, relation] of [
    ['Signals', 'raw.views'],
    ['Outcomes', 'raw.sales'],
  ] as const) {
    const field = page.getByRole('group', { name: part }).getByLabel('Relation');
    await field.fill(relation);
    await field.press('ArrowDown');
    await field.press('Enter');
  }
  await page.getByLabel('Longest lead').fill('14');
  await expectAccessible(app, 'the form');
  await page.getByRole('combobox', { name: 'Findings go into' }).fill('raw.views');
  await page.getByText(/is read by this study/).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByRole('combobox', { name: 'Findings go into' }).fill('analytics.finding');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('It wasn’t run yet').waitFor();
  expect(readFileSync(file, 'utf8')).toContain('leads: 14');

  await page.getByRole('button', { name: 'Run frogs' }).first().click();
  await page.getByText(/^1 confirmed$/).waitFor();

  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByText('Text', { exact: true }).click();
  const text = page.getByLabel('Text of studies/frogs.yml');
  await text.fill(`${await text.inputValue()}seeed: 4\n`);
  await page.getByText(/seeed is not a key Leadline knows/).waitFor();
  // Another hand writes the file meanwhile: neither text is lost before a person chose.
  writeFileSync(file, readFileSync(file, 'utf8').replace('leads: 14', 'leads: 4'));
  await page.getByText('studies/frogs.yml was changed meanwhile').waitFor();
  await page.getByRole('button', { name: 'Take the file, drop my changes' }).click();
  await page.getByText('Changed since its last run').waitFor();
  expect(await text.inputValue()).toContain('leads: 4');

  await page.getByRole('button', { name: 'Run frogs' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByText('Changed between the two: the settings of the study.', { exact: false }).waitFor();
  await page.getByRole('cell', { name: 'confirmed, lead 6' }).waitFor();
  await expectAccessible(app, 'versions');
});
