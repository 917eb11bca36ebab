import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;

const STUDY = `title: Frogs
signals: { relation: raw.views, name: signal, day: day, value: value, about: [platform] }
outcomes: { relation: raw.sales, name: outcome, day: day, value: value, about: [product] }
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

async function bring(relation: string, column: string, about: string, values: Float64Array): Promise<void> {
  const path = join(app.folder, `${column}.csv`);
  const rows = Array.from(values, (one, t) => `${writeDay(19_000 + t)},${column}1,${about}1,${one}`);
  writeFileSync(path, [`day,${column},${about},value`, ...rows].join('\n'));
  const job = app.workbench.files.load(LoadWish.parse({ paths: [path], relation, disposition: 'replace' }));
  if (!job.ok) throw new Error(job.failure.message);
  for await (const jobs of app.workbench.jobs.watch(new AbortController().signal))
    if (jobs.find(({ id }) => id === job.value)?.status === 'done') return;
}

it('answers a pair in a sentence, follows the slider, and lets Back undo what was looked at', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  await openPart(app, '/explorer', /^Lag explorer$/);
  await page.getByText('There is no study yet').waitFor();
  await expectAccessible(app, 'no study');

  const { social, sales } = syntheticPair(12, 'planted', { days: 400, effect: 0.7, lead: 6 });
  await bring('raw.views', 'signal', 'platform', social);
  await bring('raw.sales', 'outcome', 'product', sales);
  writeFileSync(join(app.folder, 'shop', 'studies', 'frogs.yml'), STUDY);
  await page.getByRole('button', { name: 'Run the study' }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.getByText('When signal1 rises, outcome1 rises 6 days later.').waitFor();

  const slider = page.getByRole('slider', { name: 'Lead in days' });
  expect(await slider.inputValue()).toBe('6');
  await slider.press('ArrowRight');
  await slider.press('Shift+ArrowLeft');
  expect(await slider.inputValue()).toBe('0');
  await page.getByText('the same day:').waitFor();
  await slider.press('Control+z');
  expect(await slider.inputValue()).toBe('7');
  await slider.press('Control+y');
  expect(await slider.inputValue()).toBe('0');

  await page.getByRole('switch', { name: 'No season' }).press('Space');
  await verdict.getByText('This is another question than the study’s', { exact: false }).waitFor();
  await page.goBack();
  await verdict.getByText('When signal1 rises, outcome1 rises 6 days later.').waitFor();

  const stems = page.getByRole('img', { name: /^Correlation by lead, corrected/ });
  await stems.press('End');
  await page.getByText(/Lead \(days\): 14/).waitFor();
  await stems.press('Enter');
  await page.getByText('signal 14 days before sales:').waitFor();

  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByLabel('What happened').fill('<b>closed</b>');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Own notes' }).getByText('<b>closed</b>').waitFor();

  await page.getByRole('button', { name: 'More about “Correlation by lead, corrected”' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  expect((await saving).suggestedFilename()).toBe('correlation-by-lead-corrected.svg');
  await expectAccessible(app, 'a pair');
});
