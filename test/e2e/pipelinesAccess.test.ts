import { afterAll, afterEach, expect, it } from 'vitest';
import { PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { RunId } from '../../shared/domain/pipeline/run.ts';
import { expectAccessible, isInSight, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { writeIn } from './shopProject.ts';

const LONG = 180_000;
const PATIENT = { timeout: 10_000 };

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

const DAILY = `title: Daily sales
schedule: { cron: "0 6 * * *" }
params:
  shops: { type: list, default: [north, south] }
  deep: { type: boolean, default: true }
  region: { type: text, choices: [east, west], default: east }
steps:
  - name: prepare
    sql: select 1
  - name: each
    after: [prepare]
    map: \${{ params.shops }}
    sql: select 1
  - name: breaks
    after: [prepare]
    retries: 1
    sql: select * from "raw.nowhere"
  - name: told
    after: [breaks, each]
    sql: select 1
`;

it.each([
  ['light', 1440, ['Tries', 'About']],
  ['dark', 390, []],
] as const)(
  'every part of Pipelines passes axe and fits its window: %s, %i px',
  async (theme, width, tabs) => {
    app = await openApp({ workspace: true, theme, width, bypassPolicy: true });
    const { page } = app;
    await writeIn(app, 'pipelines/daily.yml', DAILY);
    await writeIn(app, 'pipelines/broken.yml', 'steps:\n  - name: a\n    after: [b]\n    sql: select 1\n');
    const holds = (part: string) => expectAccessible(app, part);
    const open = (part: string, heading: RegExp) => openPart(app, part, heading);
    const run = await runOnce();

    await open('/pipelines', /^Pipelines$/);
    await page.getByText('pipelines/broken.yml:3:13').waitFor();
    await page.getByRole('button', { name: /^Runs of Daily sales: Failed/ }).focus();
    await holds('list');
    await page.getByRole('switch', { name: /^Schedule of Daily sales/ }).click({ force: true });
    await page.getByText('The next 5 runs would be:').waitFor();
    await holds('switching on');
    await page.getByRole('button', { name: 'Leave it off' }).click();
    await page.getByRole('button', { name: 'Run now: Daily sales' }).click();
    await page.getByLabel('region').first().waitFor();
    await holds('running now');

    await open('/pipelines#pipeline=daily', /^Daily sales$/);
    await page.getByText('Graph', { exact: true }).last().click();
    await page.getByRole('button', { name: /^breaks, .*Failed/ }).waitFor();
    await holds('graph');
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.getByRole('button', { name: /^breaks, .*: Failed/ }).focus();
    await holds('grid');

    await open(`/pipelines#run=${encodeURIComponent(run)}`, /^Daily sales, /);
    const panel = page.getByRole('region', { name: 'breaks', exact: true });
    await panel.getByText('Try 1 of 1 begins.').waitFor();
    await expect.poll(() => panel.getByRole('tablist').evaluate(isInSight), PATIENT).toBe(true);
    await holds('run and log');
    for (const tab of tabs) {
      await panel.getByRole('tab', { name: tab }).click();
      await holds(tab);
    }
    await page.getByText('List', { exact: true }).click();
    await page.getByRole('button', { name: 'each', exact: true }).click();
    await page.getByRole('tab', { name: 'Items' }).click();
    await page.getByRole('button', { name: 'south', exact: true }).waitFor();
    await holds('list and items');
    await page.getByRole('button', { name: 'Clear…', exact: true }).click();
    await page.getByText('What follows from a step runs again with it.').waitFor();
    await holds('clearing');

    await open('/pipelines#runs', /^Runs$/);
    await page.getByText('Runs 1 to 1 of 1').waitFor();
    await holds('runs');
    expect(app.complaints).toEqual([]);
  },
  LONG,
);

/** Without the screen: carried out until it failed. */
async function runOnce(): Promise<RunId> {
  const screens = await app.workbench.pipelineScreens();
  const started = await screens.run({ pipeline: PipelineName.parse('daily'), params: {} });
  if (!started.ok) throw new Error(started.failure.message);
  const run = RunId.parse(started.value.run);
  await expect
    .poll(async () => {
      const detail = await screens.runDetail({ run });
      return detail.ok && detail.value.run.status;
    }, PATIENT)
    .toBe('failed');
  return run;
}
