import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lsSelection } from '../../../main/app/cli/models/wish.ts';
import { createModelling } from '../../../main/app/models/createModelling.ts';
import { keepState } from '../../../main/app/models/keptState.ts';
import type { Modelling } from '../../../main/app/models/modelling.ts';
import { findPlaces, projectRoot } from '../../../main/app/places.ts';
import { stateOf } from '../../../main/models/project/project.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { Outcome } from '../kind.ts';
import { type Asked, readCommandLine } from './commandLine.ts';
import { compareRelations } from './compareRelations.ts';
import { type ActualResults, compareResults } from './compareResults.ts';
import type { Window } from './compareRows.ts';
import { parseCsv } from './csv.ts';
import { expectedResults, type History, readHistory, type Step } from './history.ts';
import type { World } from './world.ts';

/** Clocks of this process and of a server differ by little. */
const SLACK_MS = 1_000;
const THREADS = 4;

/** One history from an empty database to its end. Every step is judged; what fails names its step. */
export async function runHistory(folder: string, openWorld: () => Promise<World>): Promise<Outcome> {
  const history = readHistory(folder);
  const working = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  const project = join(working, 'project');
  const states = join(working, 'states');
  await cp(join(folder, 'project'), project, { recursive: true });
  const world = await openWorld();
  try {
    const modelling = createModelling({
      folder: project,
      keptIn: join(working, 'kept'),
      macros: findPlaces(projectRoot(), {}).macros,
      warehouse: world.warehouse,
      threads: THREADS,
      env: {},
      clock: () => new Date(),
      newId: randomUUID,
    });
    const windows = new Map<string, Window>();
    const faults: string[] = [];
    const notes = new Set<string>();
    let rows = 0;
    for (const step of history.steps) {
      await prepare(history, step, project, world);
      const from = Date.now() - SLACK_MS;
      const actual = await carryOut(modelling, step, states);
      windows.set(step.id, { from, to: Date.now() + SLACK_MS });
      const compared = await compareRelations(history, step, world, windows);
      rows += compared.rows;
      for (const note of compared.notes) notes.add(note);
      const found = [...compareResults(expectedResults(history, step), actual), ...compared.faults];
      faults.push(...found.map((fault) => `step ${step.id}: ${fault}`));
    }
    if (faults.length > 0) return { passed: false, reasons: faults };
    const note = [`${history.steps.length} steps, ${rows} rows`, ...notes].join('; ');
    return { passed: true, note };
  } finally {
    await world.close();
    await rm(working, { recursive: true, force: true });
  }
}

async function prepare(history: History, step: Step, project: string, world: World): Promise<void> {
  for (const path of step.remove ?? []) await rm(join(project, path), { recursive: true });
  if (step.overlay !== undefined)
    await cp(join(history.folder, 'overlays', step.overlay), project, { recursive: true });
  if (step.sources === undefined) return;
  const folder = join(history.folder, 'sources', step.sources);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const table = basename(file, '.csv');
    const { columns, rows } = parseCsv(readFileSync(join(folder, file), 'utf8'));
    const types = columns.map((column) => history.sourceTypes[table]?.[column] ?? 'text');
    await world.load(table, columns, types, rows);
  }
}

async function carryOut(modelling: Modelling, step: Step, states: string): Promise<ActualResults> {
  const asked = await readCommandLine(step, states);
  if (!asked.ok) return { exitCode: 2, said: textOf(asked.failure) };
  const actual = (await broken(modelling, asked.value)) ?? (await answer(modelling, asked.value));
  if (step.save_state !== undefined) {
    const read = await modelling.read(asked.value.options);
    if (read.ok) await keepState(join(states, step.save_state), stateOf(read.value));
  }
  return actual;
}

/** Where we stop only what a fault of the project touches, dbt stops the command. */
async function broken(modelling: Modelling, { options }: Asked): Promise<ActualResults | null> {
  const read = await modelling.read(options);
  if (!read.ok) return failed(read);
  const errors = read.value.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return null;
  return {
    exitCode: 2,
    said: errors.map(({ file, line, message }) => `${file}:${line} ${message}`).join(' | '),
  };
}

async function answer(modelling: Modelling, { action, options }: Asked): Promise<ActualResults> {
  const work = { signal: new AbortController().signal, report: () => {} };
  if (action === 'ls') {
    const listed = await modelling.list({ ...options, selection: lsSelection(options.selection) });
    if (!listed.ok) return failed(listed);
    return { exitCode: 0, selected: listed.value.nodes.map(({ uniqueId }) => uniqueId) };
  }
  const done = action === 'retry' ? await modelling.retry({}, work) : await modelling.build(options, work);
  if (!done.ok) return failed(done);
  const { results, success } = done.value;
  return {
    exitCode: success ? 0 : 1,
    results: results.map(({ id, status, failures, message, failure }) => ({
      id,
      status,
      failures,
      message: failure?.message ?? message,
    })),
  };
}

/** dbt's 2: the command itself could not run. */
function failed(result: Result<unknown>): ActualResults {
  return { exitCode: 2, said: result.ok ? '' : textOf(result.failure) };
}

function textOf({ message, problems }: Failure): string {
  const places = (problems ?? []).map(({ file, line, message: why }) => `${file}:${line} ${why}`);
  return [message, ...places].join(' | ');
}
