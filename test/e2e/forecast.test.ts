import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;
const DAYS = 390;
const LATER = 10;

const STUDY = `title: Frogs
signals: { relation: raw.views, name: signal, day: day, value: value }
outcomes: { relation: raw.sales, name: outcome, day: day, value: value, label: [title] }
leads: 14
into: raw.finding
`;

let app: App;
beforeAll(async () => {
  app = await openApp({ workspace: true, bypassPolicy: true, theme: 'dark', width: 700 });
}, LONG);
afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  await closeBrowser();
});

async function bring(relation: string, lines: readonly string[]): Promise<void> {
  const path = join(app.folder, `${relation}.csv`);
  writeFileSync(path, lines.join('\n'));
  const job = app.workbench.files.load(LoadWish.parse({ paths: [path], relation, disposition: 'replace' }));
  if (!job.ok) throw new Error(job.failure.message);
  for await (const jobs of app.workbench.jobs.watch(new AbortController().signal))
    if (jobs.find(({ id }) => id === job.value)?.status === 'done') return;
}

it('is tried, played with, frozen, and held to what came; what can’t be foreseen is told in words', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  await openPart(app, '/forecast', /^Forecast$/);
  await page.getByText('The workspace has no study').waitFor();
  await expectAccessible(app, 'no study');

  const { social, sales } = syntheticPair(12, 'planted', { days: DAYS + LATER, effect: 0.7, lead: 6 });
  const lines = (head: string, name: string, values: Float64Array | readonly number[]) => [
    head,
    ...Array.from(values, (value, t) => `${writeDay(19_000 + t)},${name},${value}`),
  ];
  const sold = (days: number) => [
    ...lines('day,outcome,title,value', 'mug/units,Frog mug', sales.slice(0, days)),
    ...lines('', 'new/units,New mug', sales.slice(0, 40)).slice(1),
    ...lines('', 'unsold/units,Old mug', new Array<number>(days).fill(0)).slice(1),
  ];
  await bring('raw.views', lines('day,signal,value', 'tiktok/frogs', social));
  await bring('raw.sales', sold(DAYS));
  await bring('raw.finding', [
    'study,outcome,signal,verdict,lead,lead_from,lead_to,r',
    'frogs,mug/units,tiktok/frogs,confirmed,6,6,7,0.6',
  ]);
  mkdirSync(join(app.folder, 'shop', 'studies'), { recursive: true });
  writeFileSync(join(app.folder, 'shop', 'studies', 'frogs.yml'), STUDY);

  await page.getByText(/^About [\d,]+ of Frog mug are expected from 2 Feb 2023 to 1 Mar 2023/).waitFor();
  await page
    .getByText('On the 6 days ahead that tiktok/frogs reaches, forecasts came', { exact: false })
    .waitFor();
  await page.getByText(/^The 95 % interval held|The 95 % interval held \d+ % of \d+ days/).waitFor();

  const level = page.getByRole('slider', { name: /^Level of the signals/ });
  await level.press('Home');
  await page.getByText(/^If tiktok\/frogs goes on at 0 % of the recent level, about [\d,.]+ fewer/).waitFor();
  const budget = page.getByRole('slider', { name: 'Alerts a month' });
  await budget.press('ArrowRight');
  await page.getByText('At most so many alerts a month: 2.5').waitFor();
  const worth = page.getByRole('region', { name: 'What the alerts were worth' });
  for (const figure of ['Alerts that a spike followed', 'Spikes that were announced', 'Days of warning'])
    await worth.getByRole('cell', { name: figure }).waitFor();

  await page.getByRole('button', { name: 'Freeze this forecast' }).click();
  const versions = page.getByRole('region', { name: 'Frozen forecasts of Frog mug' });
  await versions.getByText('None of its days has come yet.').waitFor();
  await bring('raw.sales', sold(DAYS + LATER));
  await versions.getByText(/^10 of 28 days are known: .* repeating the last week by/).waitFor();
  await versions.getByRole('button', { name: 'Show version 1' }).click();
  await page.getByRole('img', { name: /^Version 1 of Frog mug and what came/ }).waitFor();
  await page.getByText(/from raw.sales \(SHA-256 [0-9a-f]{12}…\)|raw.sales \(SHA-256/).waitFor();
  await expectAccessible(app, 'a forecast');

  await openPart(app, '/forecast#outcome=new%2Funits', /^Forecast$/);
  await page
    .getByText('New mug is known on 40 days; a forecast of 28 days that can be tested needs 146.')
    .waitFor();
  await openPart(app, '/forecast#outcome=unsold%2Funits', /^Forecast$/);
  await page.getByText('Old mug is 0 on every day.').waitFor();
  await page.getByText('Look whether its source brings sales, or choose a product that is sold.').waitFor();
  await expectAccessible(app, 'nothing to forecast');
});
