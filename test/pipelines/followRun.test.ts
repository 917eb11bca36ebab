import { afterAll, beforeAll, expect, it } from 'vitest';
import { asksPerson, followRun } from '../../main/app/cli/pipelines/followRun.ts';
import { createLogTerminal } from '../../main/app/pipelines/steps/command/logTerminal.ts';
import type { OpenedPipelines } from '../../main/pipelines/openPipelines.ts';
import type { Pipelines } from '../../main/pipelines/pipelines.ts';
import { type OpenedStore, openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import { at, runId, runOf, sessionOf } from './runsOnRecord.ts';
import { emptiedRecords } from './schedulerBench.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(async () => {
  await opened.store.close();
  await opened.remove();
});

it('waits for no run that an earlier one, which asks, lets never begin: it says which to decide on', async () => {
  const records = await emptiedRecords(opened.store);
  const session = sessionOf('one');
  must(await records.begin(session, () => true));
  must(
    await records.decide(session.id, { schedules: [], slots: [], runs: [runOf('first'), runOf('second')] }),
  );
  const set = { status: 'crash_loop', startedAt: at(11), note: 'It was interrupted 3 times.' } as const;
  must(await records.change(session.id, [{ what: 'run', run: runId('first'), set }]));
  const pipelines = { onChange: () => () => {} } as unknown as Pipelines;
  const terminal = createLogTerminal(
    () => {},
    () => {},
  );
  const never = new AbortController().signal;
  const told = must(
    await followRun({ pipelines, records } as OpenedPipelines, runId('second'), terminal, never),
  );
  expect(told).toMatchObject({ id: 'first', status: 'crash_loop' });
  expect(asksPerson(told)).toMatchObject({
    failure: { next: 'Decide with: scheduler go-on first, or scheduler give-up first.' },
  });
});
