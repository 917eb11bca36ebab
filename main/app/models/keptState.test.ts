import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NodeResult } from '../../models/build/nodeResult.ts';
import type { BuildReport } from '../../models/build/request.ts';
import { type Project, selectFrom, stateOf } from '../../models/project/project.ts';
import { createProjectReader } from '../../models/project/readProject.ts';
import { TARGET, writeProject } from '../../models/project/testing/writeProject.ts';
import { keepState, readState, stateAfter, stateAt } from './keptState.ts';
import { keepCommand, readCommand, toRetry } from './lastCommand.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const FILES = {
  'macros/m.sql': "{% macro label() %}'one'{% endmacro %}",
  'models/a.sql': 'select {{ label() }} as x',
  'models/b.sql': "select x, {{ label() }} as y from {{ ref('a') }}",
};

async function read(project: string): Promise<Project> {
  const done = await createProjectReader().read(project, { target: TARGET });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.project;
}

function built(
  project: Project,
  ids: readonly string[],
  status: NodeResult['status'] = 'success',
): BuildReport {
  const results = ids.map((id) => ({ id, kind: 'model' as const, status, startedAt: '', milliseconds: 0 }));
  return { id: 'b', results, published: ids, keptBack: [], success: true, state: stateOf(project) };
}

function modified(project: Project, state: ReturnType<typeof stateAfter>) {
  return selectFrom(project, { select: ['state:modified'] }, state).ids;
}

it('tells after a build of a part what still differs from what was published', async () => {
  const where = await writeProject(FILES);
  try {
    const first = await read(where);
    const whole = stateAfter(null, built(first, ['model.shop.a', 'model.shop.b']), first);
    expect(modified(first, whole)).toEqual([]);

    await writeFile(join(where, 'macros/m.sql'), "{% macro label() %}'two'{% endmacro %}");
    const second = await read(where);
    expect(modified(second, whole)).toEqual(['model.shop.a', 'model.shop.b']);

    await writeFile(join(where, 'models/b.sql'), "select 2 as y from {{ ref('a') }}");
    const third = await read(where);
    const part = stateAfter(whole, built(third, ['model.shop.b']), third);
    // b no longer calls the macro, a was not built since it changed.
    expect(modified(third, part)).toEqual(['model.shop.a']);
    expect(modified(third, stateAfter(whole, built(third, ['model.shop.b'], 'error'), third))).toEqual([
      'model.shop.a',
      'model.shop.b',
    ]);
    expect(modified(third, stateAfter(part, built(third, ['model.shop.a', 'model.shop.b']), third))).toEqual(
      [],
    );
  } finally {
    await rm(where, { recursive: true });
  }
});

it('is the same when read again, and nothing where there is none', async () => {
  expect(await readState(folder)).toBeNull();
  expect(await stateAt(folder)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  await writeFile(join(folder, 'state.json'), '{"format": 7}');
  expect(await readState(folder)).toBeNull();
  const state = { format: 1 as const, nodes: {}, macros: { 'macro.a.b': 'c' } };
  await keepState(folder, state);
  expect(await readState(folder)).toEqual(state);
});

it('takes up what came to nothing, with the options of then', async () => {
  expect(await readCommand(folder)).toBeNull();
  const options = {
    command: 'build' as const,
    selection: { select: ['a+'] },
    vars: { n: 1n, rate: 1, list: [2n] },
  };
  const statuses = ['success', 'error', 'skipped', 'warn', 'fail', 'pass', 'unchanged', 'cancelled'] as const;
  const results = statuses.map((status) => ({
    id: status,
    kind: 'model' as const,
    status,
    startedAt: '',
    milliseconds: 0,
  }));
  await keepCommand(folder, options, results);
  const last = await readCommand(folder);
  expect(last?.options).toEqual(options);
  if (last === null) throw new Error('nothing was kept');
  expect(toRetry(last)).toEqual({
    selection: { ids: ['error', 'skipped', 'fail', 'cancelled'] },
    scope: 'all',
  });
});
