import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../main/app/places.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import type { JobId } from '../../shared/domain/job.ts';
import { PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { build, loadOrders as loadShopOrders, writeShop } from './shopProject.ts';

/** Takes the pictures that README.md shows, from the real program: `npm run screenshots`. */
const PICTURES = [
  { name: 'welcome', path: '/', workspace: false, theme: 'light' },
  { name: 'home', path: '/', workspace: true, theme: 'light' },
  { name: 'settings-vault', path: '/settings#vault', workspace: true, theme: 'dark' },
  { name: 'sources', path: '/sources', workspace: true, theme: 'light', before: loadShop },
  { name: 'gallery', path: '/sources#gallery', workspace: true, theme: 'light' },
  { name: 'add-files', path: '/sources', workspace: true, theme: 'light', after: addOrders },
  {
    name: 'models',
    path: '/models',
    workspace: false,
    theme: 'light',
    before: makePurchases,
    after: buildAll,
  },
  {
    name: 'pipelines',
    path: '/pipelines#pipeline=refresh',
    workspace: false,
    theme: 'light',
    before: runRefresh,
    after: oneStep,
  },
  {
    name: 'quality',
    path: '/quality',
    workspace: true,
    theme: 'light',
    before: doubledOrders,
    after: verdicts,
  },
  { name: 'brief', path: '/', workspace: false, theme: 'light', before: makeDemo, after: briefThere },
  {
    name: 'explorer',
    path: '/explorer',
    workspace: false,
    theme: 'light',
    before: makeDemo,
    after: pairDrawn,
  },
  {
    name: 'audit',
    path: '/audit',
    workspace: false,
    theme: 'light',
    before: makeAudited,
    after: packageListed,
  },
] as const satisfies readonly Picture[];

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly workspace: boolean;
  readonly theme: 'light' | 'dark';
  readonly before?: (app: App) => Promise<void>;
  readonly after?: (app: App) => Promise<void>;
}

const folder = join(projectRoot(), 'resources', 'screenshots');
await mkdir(folder, { recursive: true });
for (const { name, path, workspace, theme, before, after } of PICTURES as readonly Picture[]) {
  const app = await openApp({ workspace, theme, width: 1280 });
  await app.page.setViewportSize({ width: 1280, height: 800 });
  await before?.(app);
  await app.page.goto(app.loopback.address + path);
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  await after?.(app);
  await app.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await app.page.waitForTimeout(800);
  await app.page.screenshot({ path: join(folder, `${name}.png`) });
  await app.close();
}
await closeBrowser();

/** Demo data for the template, few enough to be there soon. */
async function makePurchases(app: App): Promise<void> {
  const made = await app.workbench.workspaces.create(
    NewWorkspace.parse({
      path: join(app.folder, 'amazon-orders'),
      name: 'Amazon orders',
      template: 'amazon-purchases',
      zone: 'America/New_York',
      currency: 'USD',
    }),
  );
  if (!made.ok) throw new Error(made.failure.message);
  const demo = app.workbench.modelScreens.demo(5_000);
  if (!demo.ok) throw new Error(demo.failure.message);
  await finished(app, demo.value);
}

/** The workspace that the first screen offers, as it comes to. */
async function makeDemo(app: App): Promise<void> {
  const id = app.workbench.startDemo(join(app.folder, 'demo'));
  await finished(app, id);
}

async function briefThere({ page }: App): Promise<void> {
  await page.getByRole('heading', { name: 'The answer' }).waitFor();
}

async function pairDrawn({ page }: App): Promise<void> {
  await page.locator('canvas').first().waitFor();
}

async function makeAudited(app: App): Promise<void> {
  await makeDemo(app);
  const audit = await app.workbench.audit();
  const offered = await audit.offers({ kind: 'finding', text: '' });
  if (!offered.ok) throw new Error(offered.failure.message);
  const [first] = offered.value;
  if (first === undefined) throw new Error('The demo has no finding.');
  const making = audit.make({ subject: first.subject, variant: 'full' });
  if (!making.ok) throw new Error(making.failure.message);
  await finished(app, making.value.job);
}

/** Without its panel, which tells the temporary folder it lies in here. */
async function packageListed({ page }: App): Promise<void> {
  await page.getByText('All 7 OK').waitFor();
}

async function finished(app: App, id: JobId): Promise<void> {
  for await (const list of app.workbench.jobs.watch()) {
    const job = list.find((one) => one.id === id);
    if (job?.status === 'failed') throw new Error(job.message);
    if (job?.status === 'done') return;
  }
}

async function buildAll({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await page.getByRole('region', { name: 'The last build' }).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: /^mart_top_products, analytics · table, OK, Model$/ }).waitFor();
}

/** The template's own pipeline, switched on and run. */
async function runRefresh(app: App): Promise<void> {
  await makePurchases(app);
  const opened = await (await app.workbench.pipelines()).opened();
  if (!opened.ok) throw new Error(opened.failure.message);
  const { pipelines, records } = opened.value;
  const name = PipelineName.parse('refresh');
  await pipelines.turn(name, true);
  const run = await pipelines.runNow(name, {});
  if (!run.ok) throw new Error(run.failure.message);
  for (let ended = false; !ended; ) {
    const found = await records.run(run.value);
    ended = found.ok && found.value?.status === 'succeeded';
    await app.page.waitForTimeout(100);
  }
}

async function oneStep({ page }: App): Promise<void> {
  await page.getByRole('button', { name: /^models, .*Succeeded/ }).click();
  await page.getByRole('region', { name: 'models', exact: true }).getByText(/PASS/).first().waitFor();
}

/** One build that went well, and one that a doubled order keeps back. */
async function doubledOrders(app: App): Promise<void> {
  await writeShop(app);
  await loadShopOrders(app, 60);
  await build(app);
  await loadShopOrders(app, 80, 3);
  await build(app);
}

async function verdicts({ page }: App): Promise<void> {
  await page.getByRole('heading', { name: 'Health by layer and day' }).waitFor();
}

async function writeOrders(app: App): Promise<string> {
  const path = join(app.folder, 'orders.csv');
  const titles = ['Linen tote, natural', 'Amber candle', 'Ceramic mug', 'Wool beanie'];
  const lines = Array.from({ length: 240 }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, '0');
    const price = at === 90 ? 'twelve' : `${9 + (at % 30)}.50`;
    return `${1001 + at},2026-0${1 + (at % 6)}-${day},"${titles[at % 4]}",${price},${1 + (at % 3)}`;
  });
  await writeFile(path, `Order ID,Sold on,Product,Price,Quantity\n${lines.join('\n')}\n2000,2026-03-01\n`);
  return path;
}

async function loadShop(app: App): Promise<void> {
  await load(app, await writeOrders(app), 'raw.orders');
  const views = Array.from(
    { length: 28 },
    (_, at) => `2026-02-${String(at + 1).padStart(2, '0')},${300 + at * 7}`,
  );
  const path = join(app.folder, 'hashtag_views.csv');
  await writeFile(path, `Day,Views\n${views.join('\n')}\n`);
  await load(app, path, 'raw.hashtag_views');
}

async function load(app: App, path: string, relation: string): Promise<void> {
  const started = app.workbench.files.load(LoadWish.parse({ paths: [path], relation }));
  if (!started.ok) throw new Error(started.failure.message);
  await finished(app, started.value);
}

/** The part below the path, which is a temporary one here. */
async function addOrders(app: App): Promise<void> {
  const { page } = app;
  await page.getByRole('link', { name: 'Add files' }).first().click();
  await page.getByLabel('File, folder or pattern').fill(await writeOrders(app));
  await page.getByRole('button', { name: 'Preview' }).click();
  const found = page.getByRole('heading', { name: 'What was found' });
  await found.waitFor();
  await found.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
}
