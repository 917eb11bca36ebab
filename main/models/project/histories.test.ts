import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Project, selectFrom, stateOf } from './project.ts';
import { createProjectReader } from './readProject.ts';
import type { ProjectState } from './state/state.ts';
import { parseCommandLine } from './testing/commandLine.ts';
import { type GraphNode, graphOf } from './testing/graphOf.ts';

const CASES = join(import.meta.dirname, '../../../test/conformance/cases/models');
const TARGET = { name: 'dev', schema: 'analytics', database: 'warehouse', type: 'postgres' };

/** What a command acts on, of what it may select. `ls` lists everything. */
const ACTED_ON: Readonly<Record<string, readonly string[]>> = {
  build: ['model', 'seed', 'snapshot', 'test', 'unit_test'],
  run: ['model'],
  test: ['test', 'unit_test'],
  seed: ['seed'],
  snapshot: ['snapshot'],
};

interface Step {
  readonly id: string;
  readonly command: string;
  readonly overlay?: string;
  readonly remove?: readonly string[];
  readonly save_state?: string;
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** Recorded from dbt-core 1.9.4: which nodes each step knows, and which it selects. */
describe.each(readdirSync(CASES))('the history %s', (name) => {
  it('has the nodes, edges and selections of dbt at every step', async () => {
    const history = join(CASES, name);
    const folder = await mkdtemp(join(tmpdir(), 'project-'));
    try {
      await cp(join(history, 'project'), folder, { recursive: true });
      const reader = createProjectReader();
      const states = new Map<string, ProjectState>();
      let compared = 0;
      for (const step of readJson<{ steps: Step[] }>(history, 'steps.json').steps) {
        for (const path of step.remove ?? []) await rm(join(folder, path));
        if (step.overlay !== undefined)
          await cp(join(history, 'overlays', step.overlay), folder, { recursive: true });
        const line = parseCommandLine(step.command);
        const read = await reader.read(folder, { target: TARGET, vars: line.vars });
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        const { project } = read;
        expect(project.problems).toEqual([]);
        const expected = join(history, 'expected', step.id);
        if (existsSync(join(expected, 'graph.json'))) {
          expect(graphOf(project)).toEqual(readJson<GraphNode[]>(expected, 'graph.json'));
          compared += 1;
        }
        compared += compareSelection(project, line, expected, states.get(line.state ?? ''));
        if (step.save_state !== undefined) states.set(step.save_state, stateOf(project));
      }
      expect(compared).toBeGreaterThan(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function compareSelection(
  project: Project,
  line: ReturnType<typeof parseCommandLine>,
  expected: string,
  state: ProjectState | undefined,
): number {
  const recorded = readJson<{ selected?: string[]; results?: { unique_id: string }[] }>(
    expected,
    'results.json',
  );
  const { ids, faults } = selectFrom(project, line.request, state);
  expect(faults).toEqual([]);
  if (recorded.selected !== undefined) {
    expect(ids).toEqual(recorded.selected);
    return 1;
  }
  const kinds = ACTED_ON[line.command];
  if (recorded.results === undefined || kinds === undefined) return 0;
  const acted = ids.filter((id) => {
    const node = project.nodes.get(id);
    const ephemeral = node?.resourceType === 'model' && node.relation === null;
    return node !== undefined && kinds.includes(node.resourceType) && !ephemeral;
  });
  const ran = recorded.results.map((one) => one.unique_id).filter((id) => !id.startsWith('operation.'));
  expect(acted).toEqual(ran.sort());
  return 1;
}
