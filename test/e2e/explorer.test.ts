import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
signals: { relation: raw.views, name: signal, day: day, value: value, about: [platform, trend] }
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
  const rows = Array.from(values, (one, t) => `${writeDay(19_000 + t)},${column}1,${about}1,frogs,${one}`);
  writeFileSync(path, [`day,${column},${about},trend,value`, ...rows].join('\n'));
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

  // A slider that rests is a step of Back.
  await page.waitForURL(/&lead=0$/);
  await page.getByRole('switch', { name: 'No season' }).press('Space');
  await verdict.getByText('This is another question than the study’s', { exact: false }).waitFor();
  await page.goBack();
  await verdict.getByText('When signal1 rises, outcome1 rises 6 days later.').waitFor();

  // A switch pressed before the slider rests is a step of its own, after the slider's.
  const ranks = page.getByRole('switch', { name: 'Ranks' });
  await slider.evaluate((one) =>
    one.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })),
  );
  await ranks.evaluate((one: HTMLInputElement) => one.click());
  await page.waitForURL(/&lead=-?\d+&taken=/);
  const moved = await slider.inputValue();
  await page.goBack();
  await page.waitForURL(new RegExp(`&lead=${moved}$`));
  expect(await ranks.isChecked()).toBe(true);

  const stems = page.getByRole('img', { name: /^Correlation by lead, corrected/ });
  await stems.press('End');
  await page.getByText(/Lead \(days\): 14/).waitFor();
  await stems.press('Enter');
  await page.getByText('signal 14 days before sales:').waitFor();
  await page.waitForURL(/#study=frogs&signal=signal1&outcome=outcome1&lead=14$/);

  const heat = page.getByRole('img', { name: /^Platform × lead for frogs/ });
  await heat.press('End');
  for (const _ of [1, 2, 3]) await heat.press('ArrowLeft');
  await heat.press('Enter');
  await page.getByText('signal 11 days before sales:').waitFor();
  await page.goBack();
  await page.getByText('signal 14 days before sales:').waitFor();
  await page.getByRole('switch', { name: 'Changes' }).press('Space');
  await page.getByLabel('From', { exact: true }).fill('2022-02-01');
  await page.waitForURL(/&taken=log%2Cseason%2Ccauses%2Cwhiten%2Cranks%2Cchanges&from=2022-02-01$/);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByText('signal 14 days before sales:').waitFor();
  await verdict.getByText('only days from', { exact: false }).waitFor();
  expect(await page.getByRole('switch', { name: 'Changes' }).isChecked()).toBe(true);

  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByLabel('What happened').fill('<b>closed</b>');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Own notes' }).getByText('<b>closed</b>').waitFor();

  const saved = async (chart: string, how: string) => {
    await page.getByRole('button', { name: `More about “${chart}”` }).click();
    const saving = page.waitForEvent('download');
    // By its own menu: that of the chart before may still be fading.
    const menu = page.getByRole('menu', { name: `More about “${chart}”` });
    await menu.getByRole('menuitem', { name: how }).click();
    const file = await saving;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const svg = await saved('Correlation by lead, corrected', 'Save as SVG');
  expect(svg.name).toBe('correlation-by-lead-corrected.svg');
  expect(svg.bytes.toString()).toMatch(
    /^<svg role="img"[^>]*><title>Correlation by lead, corrected<\/title>/,
  );
  // Drawn for it, though the chart itself is out of sight.
  const png = await saved('Does it hold all along?', 'Save as PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.length).toBeGreaterThan(5_000);
  const csv = await saved('Signal and sales', 'Save as CSV');
  expect(csv.bytes.toString()).toMatch(
    /^Day,"?signal1, moved by 14 days"?,outcome1,Known on this day\r\n2022-02-01,/,
  );

  await page.getByRole('button', { name: 'As the study does' }).click();
  await page.getByRole('button', { name: 'Export for R' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const told = await page.getByText('The data and the script are in', { exact: false }).innerText();
  const folder = / in (.+)\.$/.exec(told)?.[1] ?? '';
  expect(readdirSync(folder).filter((name) => name.endsWith('.R'))).toHaveLength(1);
  await expectAccessible(app, 'a pair');
});
