import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { localClient } from '../../main/rpc/attach.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import type { JobId } from '../../shared/domain/job.ts';
import { StudyFile, StudyName } from '../../shared/domain/study.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { openTestWorkbench, type TestWorkbench } from './workbench.ts';

const DAYS = 400;
const made = syntheticPair(12, 'planted', { days: DAYS, effect: 0.7, lead: 6 });
const name = StudyName.parse('frogs');
const side = (relation: string, column: string) => ({ relation, name: column, day: 'day', value: 'value' });
const value = StudyFile.parse({
  title: 'What the frogs do',
  signals: side('raw.views', 'signal'),
  outcomes: side('raw.sales', 'outcome'),
  leads: 14,
  into: 'analytics.finding',
});

let opened: TestWorkbench;
let folder: string;
const client = () => localClient(opened.workbench);
const file = () => join(folder, 'studies', 'frogs.yml');

async function ended(job: JobId) {
  for await (const jobs of await client().jobs.watch()) {
    const one = jobs.find(({ id }) => id === job);
    if (one !== undefined && one.status !== 'running' && one.status !== 'cancelling') return one;
  }
  throw new Error('The jobs are not told any more.');
}

async function bring(relation: string, column: string, values: Float64Array) {
  const path = join(opened.folder, `${column}.csv`);
  const rows = Array.from(values, (one, t) => `${writeDay(19_000 + t)},${column}1,${one}`);
  writeFileSync(path, [`day,${column},value`, ...rows].join('\n'));
  const wish = LoadWish.parse({ paths: [path], relation, disposition: 'replace' });
  expect(await ended((await client().files.load(wish)).job)).toMatchObject({ status: 'done' });
}

beforeAll(async () => {
  opened = await openTestWorkbench();
  folder = join(opened.folder, 'shop');
  const wish = { path: folder, name: 'Shop', template: 'blank', zone: 'UTC', currency: 'EUR' };
  await client().workspace.create(NewWorkspace.parse(wish));
  await bring('raw.views', 'signal', made.social);
  await bring('raw.sales', 'outcome', made.sales);
});
afterAll(() => opened.close());

it('offers what is there, keeps what fits, and says where the rest is wrong', async () => {
  const offers = await client().studies.offers();
  const views = offers.find(({ relation }) => relation === 'raw.views');
  expect(views?.columns).toEqual(expect.arrayContaining([{ name: 'day', kind: 'day' }]));
  const wrong = { text: 'signals: {}\n' };
  const { value: none, problems } = await client().studies.check({ name, draft: wrong });
  expect(none).toBeNull();
  expect(problems[0]).toMatchObject({ file: 'studies/frogs.yml', line: 1, severity: 'error' });
  await expect(client().studies.save({ name, draft: wrong, expected: null })).rejects.toMatchObject({
    data: { code: 'FILE_INVALID', problems: expect.arrayContaining([expect.objectContaining({ line: 1 })]) },
  });
  const saved = await client().studies.save({ name, draft: { value }, expected: null });
  expect(saved).toMatchObject({ value, card: { versions: 0, last: null, changed: false } });
  expect(saved.text).toBe(readFileSync(file(), 'utf8'));
});

it('runs it as a job, tells when its file says another thing since, and compares what was found', async () => {
  const first = await ended((await client().studies.run({ name })).job);
  expect(first).toMatchObject({
    status: 'done',
    outcome: expect.stringContaining('1 pair studied, 1 related'),
  });
  const { text, card } = await client().studies.detail({ name });
  expect(card).toMatchObject({ versions: 1, changed: false, last: { version: 1 } });
  const draft = { value: { ...value, leads: 4 } };
  const changed = await client().studies.save({ name, draft, expected: text });
  expect(changed.card.changed).toBe(true);
  expect(await ended((await client().studies.run({ name })).job)).toMatchObject({ status: 'done' });
  const [two, one] = (await client().studies.detail({ name })).versions;
  expect([two?.data === one?.data, two?.settings === one?.settings]).toEqual([true, false]);
  const compared = await client().studies.compare({ name, from: 1, to: 2 });
  expect(compared.told).toContain('the settings of the study');
  const all = [...compared.appeared, ...compared.vanished, ...compared.changed];
  expect(all).toMatchObject([{ signal: 'signal1', outcome: 'outcome1', was: { lead: 6 } }]);
  await expect(client().studies.compare({ name, from: 1, to: 9 })).rejects.toMatchObject({
    data: { message: 'The study frogs has no version 9.' },
  });
});

it('overwrites nothing that was written meanwhile, and lists what it can’t read', async () => {
  const { text } = await client().studies.detail({ name });
  writeFileSync(file(), `${text}# mine\n`);
  await expect(client().studies.save({ name, draft: { value }, expected: text })).rejects.toMatchObject({
    data: { code: 'FILE_INVALID' },
  });
  expect(readFileSync(file(), 'utf8')).toBe(`${text}# mine\n`);
  writeFileSync(join(folder, 'studies', 'Bad name.yml'), text);
  const cards = await client().studies.list();
  expect(cards.map((card) => [card.name, card.problems.length > 0])).toEqual([
    ['Bad name', true],
    ['frogs', false],
  ]);
  await client().studies.remove({ name });
  await expect(client().studies.run({ name })).rejects.toMatchObject({ data: { code: 'BAD_INPUT' } });
});
