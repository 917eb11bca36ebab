import { afterAll, afterEach, expect, it } from 'vitest';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { loadOrders, writeIn } from './shopProject.ts';

const LONG = 120_000;
const PATIENT = { timeout: 10_000 };

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

/** `seen` fails until orders have been loaded. */
const DAILY = `title: Daily sales
schedule: { cron: "0 6 * * *" }
params:
  shops: { type: list, default: [north, south], label: Shops }
steps:
  - name: prepare
    sql: create table if not exists "raw.seen" (order_id integer)
  - name: each
    after: [prepare]
    map: \${{ params.shops }}
    sql: select 1
  - name: seen
    after: [prepare]
    retries: 1
    sql: insert into "raw.seen" select order_id from "raw.orders"
  - name: told
    after: [seen, each]
    sql: select count(*) from "raw.seen"
`;

const WATCH = `title: Watch a folder
steps:
  - name: arrives
    wait: { file: never.csv }
    poll: 1 second
`;

it(
  'runs a pipeline: its graph, a log that is searched, a retry from what failed, a cancel, and the grid of its runs',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await writeIn(app, 'pipelines/daily.yml', DAILY);
    await writeIn(app, 'pipelines/watch.yml', WATCH);
    await writeIn(app, 'pipelines/broken.yml', 'steps:\n  - name: a\n    after: [b]\n    sql: select 1\n');
    await page.getByRole('link', { name: /^Pipelines/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Pipelines' }).waitFor();
    await page.getByText('pipelines/broken.yml:3:13').waitFor();
    expect(await page.getByRole('button', { name: 'Run now: broken' }).isDisabled()).toBe(true);

    await page.getByRole('switch', { name: 'Schedule of Daily sales: off' }).click({ force: true });
    const next = page.getByRole('dialog', { name: 'Switch on Daily sales?' });
    await expect.poll(() => next.getByRole('listitem').count(), PATIENT).toBe(5);
    await next.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('switch', { name: 'Schedule of Daily sales: on' }).waitFor();

    await page.getByRole('button', { name: 'Run now: Daily sales' }).click();
    const asks = page.getByRole('dialog', { name: 'Run Daily sales now' });
    await asks.getByLabel('Shops').fill('north\nsouth\neast');
    await asks.getByRole('button', { name: 'Run now' }).click();
    await page.getByRole('heading', { level: 1, name: /^Daily sales, / }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), PATIENT).toBe('H1');
    await page.getByText('Failed at seen, so 1 step after it did not begin.').waitFor();
    await page.getByText('north, south, east').waitFor();
    await page.getByRole('button', { name: /^each, 3 of 3 items, Succeeded/ }).waitFor();

    await page.getByRole('button', { name: /^seen, .*Failed/ }).click();
    const panel = page.getByRole('region', { name: 'seen', exact: true });
    await panel.getByText('Try 1 of 1 begins.').waitFor();
    await panel.getByRole('searchbox', { name: 'Find in the log' }).fill('NO SUCH table');
    await panel.getByText('1 line holds these words.').waitFor();
    await panel.getByText('no such table', { exact: true }).waitFor();
    await panel.getByRole('searchbox', { name: 'Find in the log' }).fill('nothing of the kind');
    await panel.getByText('No line holds these words.').waitFor();

    await loadOrders(app, 40);
    await page.getByRole('button', { name: 'Retry from seen' }).click();
    await page.getByText(/^Succeeded in /).waitFor();
    await page.getByRole('button', { name: /^told, .*Succeeded/ }).waitFor();
    await panel.getByRole('tab', { name: 'Tries' }).click();
    await panel.getByText('Try 2', { exact: true }).waitFor();
    await panel.getByText('Try 1', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'All its runs' }).click();
    await page.getByRole('button', { name: /, run of .*, Succeeded, started by hand/ }).focus();
    for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), PATIENT)
      .toMatch(/^seen, .*: Succeeded/);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'seen', exact: true }).waitFor();

    await page.goto(`${app.loopback.address}/pipelines#pipeline=watch`);
    await page.getByRole('button', { name: 'Run now' }).click();
    await page.getByRole('button', { name: /^arrives, .*Watching/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
    await page.getByText('It was stopped on your word.').waitFor();

    await page.goto(`${app.loopback.address}/pipelines#runs`);
    await page.getByText('Runs 1 to 2 of 2').waitFor();
    expect(app.complaints).toEqual([]);
  },
  LONG,
);
