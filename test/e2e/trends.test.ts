import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LoadWish } from '../../shared/contract/files.ts';
import { expectAccessible, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;

const TRENDS = `trends: { relation: raw.trends, trend: trend, label: label }
products: { relation: raw.products, product: product, title: title }
evidence: { relation: raw.finding, trend: trend, product: product }
into: { categories: raw.trend_category, links: raw.proposed_link }
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

it('asks about what is unsure, remembers what is decided, and tells which kinds move which products', {
  timeout: LONG,
}, async () => {
  const { page } = app;
  const kept = (file: string) => readFileSync(join(app.folder, 'shop', 'seeds', file), 'utf8');
  await openPart(app, '/trends', /^Trends$/);
  await page.getByText('The workspace has no trends.yml', { exact: false }).waitFor();
  await expectAccessible(app, 'no trends.yml');

  await bring('raw.trends', [
    'trend,label',
    'z1,Zorblequix',
    't2,sourdough apron recipe',
    't3,frog mug meme',
  ]);
  await bring('raw.products', ['product,title', 'p1,Sourdough Apron', 'p2,Frog Mug', 'p3,Frog Tee']);
  const pairs = Array.from(
    { length: 12 },
    (_, i) => `s${i},p1/units,t2,p1,${i < 5 ? 'confirmed' : 'no evidence'},${i < 5 ? 7 : ''},0.4`,
  );
  await bring('raw.finding', [
    'study,signal,outcome,trend,product,verdict,lead,strength,sentence,run_at',
    ...pairs.map((pair) => `own,${pair},A sentence.,2026-11-22T07:40:00Z`),
  ]);
  writeFileSync(join(app.folder, 'shop', 'trends.yml'), TRENDS);

  await openPart(app, '/trends', /^Trends$/);
  const unsure = page.getByRole('listitem').filter({ hasText: 'Zorblequix' });
  await unsure.getByText('Nothing in its words says what kind it is.').waitFor();
  await expectAccessible(app, 'the inbox');
  await unsure.getByRole('button', { name: 'drama' }).click();
  await page.getByRole('button', { name: 'Take back: Zorblequix is drama' }).waitFor();
  expect(kept('category_corrections.csv')).toContain('Zorblequix');

  await page.getByRole('link', { name: /^Links/ }).click();
  await page.getByRole('button', { name: 'Sort anew' }).click();
  await page.getByRole('button', { name: 'Accept sourdough apron recipe and Sourdough Apron' }).click();
  await page
    .getByRole('button', { name: 'Take back: sourdough apron recipe and Sourdough Apron accepted' })
    .waitFor();
  await page.getByRole('button', { name: 'Reject frog mug meme and Frog Mug' }).click();
  await page.getByRole('button', { name: 'Take back: frog mug meme and Frog Mug rejected' }).waitFor();
  await page.keyboard.press('u');
  await page
    .getByRole('button', { name: 'Take back: sourdough apron recipe and Sourdough Apron accepted' })
    .waitFor();
  await page.getByText('Taken back: frog mug meme and Frog Mug rejected').waitFor();
  expect(kept('affiliation_decisions.csv')).not.toContain('rejected');
  await page.getByRole('button', { name: 'Reject frog mug meme and Frog Mug' }).click();
  await page.getByRole('button', { name: /^Take back: frog mug/ }).waitFor();
  await expectAccessible(app, 'the links');

  for (const again of ['reloaded', 'sorted anew']) {
    if (again === 'sorted anew') {
      await page.getByRole('button', { name: 'Sort anew' }).click();
      for await (const jobs of app.workbench.jobs.watch(new AbortController().signal))
        if (jobs.filter(({ title, status }) => title === 'Sort trends' && status === 'done').length === 2)
          break;
    }
    await openPart(app, '/trends#links', /^Trends$/);
    for (const [standing, names] of [
      ['Accepted', 'sourdough apron recipe → Sourdough Apron'],
      ['Rejected', 'frog mug meme → Frog Mug'],
    ] as const) {
      await page.getByText(standing, { exact: true }).first().click();
      await page.getByRole('list', { name: 'Links' }).getByText(names).waitFor();
      expect(await page.getByRole('list', { name: 'Links' }).getByRole('listitem').count(), again).toBe(1);
    }
  }

  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByText('No trend waits for an answer').waitFor();
  await page.getByRole('link', { name: 'Kinds' }).click();
  await page
    .getByText('come before sales of Sourdough Apron (5 of 12 pairs), by 7 days.', { exact: false })
    .waitFor();
  const row = page.getByRole('region', { name: 'Kinds of trend by product' }).getByRole('row').nth(1);
  expect(await row.getByRole('cell').allInnerTexts()).toEqual([
    expect.any(String),
    'Sourdough Apron',
    '12',
    '5',
    expect.stringMatching(/^42 % \(\d+ % to \d+ %\)$/),
    '7',
  ]);
  await expectAccessible(app, 'the kinds');

  await bring('raw.products', ['product,title']);
  await openPart(app, '/trends#links', /^Trends$/);
  await page.getByText('There are no products yet').waitFor();
});
