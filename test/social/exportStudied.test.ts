import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportStudied } from '../../main/app/studies/export/exportStudied.ts';
import { runStudy } from '../../main/app/studies/runStudy.ts';
import { type ReadyStudy, writtenStudy } from '../../main/app/studies/studyFiles.ts';
import { createTriedPairs } from '../../main/app/studies/triedPairs.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import type { Row } from '../../shared/domain/column.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import { StudyName } from '../../shared/domain/study.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { must } from '../warehouse/store/bench.ts';
import { openWarehouseFor } from './openWarehouseFor.ts';
import { recompute, versionOfR } from './rscript.ts';

const TEXT = `
signals: { relation: core.signals, name: signal, day: day, value: value }
outcomes: { relation: core.outcomes, name: outcome, day: day, value: value }
leads: 14
family: frogs
into: analytics.finding
seed: 5
`;
const made = syntheticPair(12, 'planted', { days: 300, effect: 0.7, lead: 6 });
const unrelated = syntheticPair(77, 'null_shared_season', { days: 300 });
const frogs = { signal: 'frogs/views', outcome: 'p1/units' };
const work = { signal: new AbortController().signal, report: () => {} };
const clock = () => new Date('2026-11-22T06:00:00.000Z');

let opened: Awaited<ReturnType<typeof openWarehouseFor>>;
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'leadline-exported-'));
  opened = await openWarehouseFor(null);
  await table('core.signals', 'signal', { 'frogs/views': made.social, 'cats/views': unrelated.social });
  await table('core.outcomes', 'outcome', { 'p1/units': made.sales });
});
afterAll(async () => {
  await opened.close();
  rmSync(root, { recursive: true, force: true });
});

const store = () => opened.warehouse.store;
const exportTo = (name: string, study = ready(), pair = frogs) =>
  exportStudied(study, pair, join(root, name), { store: store(), work });
const run = async () => must(await runStudy(ready(), { store: store(), clock, program: '1.0.0' }, work));

function ready(change: (text: string) => string = (text) => text): ReadyStudy {
  const { study, problems, hash } = writtenStudy('trends', change(TEXT));
  if (study === null) throw new Error(JSON.stringify(problems));
  return { name: StudyName.parse('trends'), study, hash };
}

async function table(name: string, of: string, all: Readonly<Record<string, Float64Array>>) {
  const rows = Object.entries(all).flatMap(([series, values]) =>
    Array.from(values, (value, t): Row => [writeDay(19_000 + t), series, value]),
  );
  const kinds = { day: 'day', [of]: 'text', value: 'number' } as const;
  const columns = Object.entries(kinds).map(([column, kind]) => ({
    name: column,
    type: { kind: kind as 'text' },
    nullable: true,
  }));
  const spec = { name: name as RelationName, columns };
  must(
    await store().write(async (session) => {
      if (must(await session.describe(spec.name)) !== null) must(await session.drop(spec.name));
      must(await session.createTable(spec));
      return session.insert(
        spec.name,
        columns.map((column) => column.name),
        [rows],
      );
    }),
  );
}

it('exports what the latest version of a study found, and nothing it didn’t', async () => {
  expect(await exportTo('early')).toMatchObject({
    failure: { message: 'The study trends has not been run.' },
  });
  const { findings } = await run();
  for (const [name, signal] of [
    ['frogs', 'frogs/views'],
    ['cats', 'cats/views'],
  ] as const) {
    must(await exportTo(name, ready(), { ...frogs, signal }));
    const { finding } = JSON.parse(readFileSync(join(root, name, 'finding.json'), 'utf8'));
    const found = findings.find((one) => one.signal === signal);
    const { verdict, lead, strength, p, q, days, sentence } = found ?? {};
    expect(finding).toMatchObject({ verdict, lead, strength, p, q, days, sentence, tests: 2 });
    if (versionOfR() !== null) expect(await recompute(join(root, name))).toMatchObject({ code: 0 });
  }
  expect(findings.map(({ verdict }) => verdict).sort()).toEqual(['confirmed', 'no evidence']);
  expect(await exportTo('nobody', ready(), { ...frogs, outcome: 'p2/units' })).toMatchObject({
    failure: { message: 'The study trends has no pair of “frogs/views” and “p2/units”.' },
  });
});

it('refuses when settings, other tries or data make it another finding', async () => {
  await run();
  const changed = { message: 'Since version 2 of the study trends, its file or its data have changed.' };
  expect(
    await exportTo(
      'settings',
      ready((text) => text.replace('14', '10')),
    ),
  ).toMatchObject({
    failure: changed,
  });
  const tried = createTriedPairs(store(), clock, 'frogs');
  must(await tried.add(Array.from({ length: 10 }, (_, i) => ({ signal: `s${i}`, outcome: 'o', p: 1 }))));
  must(await exportTo('still'));
  expect(JSON.parse(readFileSync(join(root, 'still', 'finding.json'), 'utf8')).finding.tests).toBe(12);
  // The same pair in another study of the family, over other days: its latest p is what counts.
  must(await tried.add([{ ...frogs, p: 0.9 }]));
  expect(await exportTo('tried')).toMatchObject({
    failure: {
      message: expect.stringContaining('Since version 2 of the study trends, other pairs were tried'),
    },
  });
  await table('core.outcomes', 'outcome', { 'p1/units': made.sales.map((value) => value + 1) });
  expect(await exportTo('data')).toMatchObject({ failure: changed });
  expect(['settings', 'tried', 'data'].map((name) => existsSync(join(root, name)))).toEqual([
    false,
    false,
    false,
  ]);
});
