import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { NodeResult } from '../../models/build/nodeResult.ts';
import type { BuildReport } from '../../models/build/request.ts';
import type { ProjectNode } from '../../models/project/nodes.ts';
import type { Project } from '../../models/project/project.ts';
import type { ProjectState } from '../../models/project/state/state.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { parseJson } from '../../workspace/jsonFile.ts';

const STATE_FILE = 'state.json';

const Aspects = z.object({
  body: z.string(),
  configs: z.string(),
  relation: z.string(),
  persisted_descriptions: z.string(),
  contract: z.string(),
  vars: z.string(),
  fqn: z.string(),
});

const State: z.ZodType<ProjectState> = z.object({
  format: z.literal(1),
  nodes: z.record(z.string(), z.object({ aspects: Aspects, macros: z.array(z.string()) })),
  macros: z.record(z.string(), z.string()),
});

/** The state kept in a folder; null where there is none, or one of a version that can't be read any more. */
export async function readState(folder: string): Promise<ProjectState | null> {
  const text = await readFile(join(folder, STATE_FILE), 'utf8').catch(() => null);
  const read = text === null ? null : parseJson(text, State);
  return read?.state === 'read' ? read.value : null;
}

/** The state that `--state DIR` names. */
export async function stateAt(folder: string): Promise<Result<ProjectState>> {
  const state = await readState(folder);
  if (state !== null) return ok(state);
  return fail('BAD_INPUT', {
    message: `${folder} holds no ${STATE_FILE} that can be read.`,
    next: 'Name the folder that an earlier build kept its state in: .leadline/models of that workspace, or a copy of it.',
    subject: folder,
  });
}

export async function keepState(folder: string, state: ProjectState): Promise<void> {
  await keep(folder, STATE_FILE, JSON.stringify(state));
}

export async function keep(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await atomicWrite(join(folder, name), `${text}\n`);
}

/**
 * What the published relations were made from, after a build of a part: what it carried out is of now, the rest as it
 * was. A macro that a node of then still calls keeps its hash of then: so that node goes on counting as modified.
 */
export function stateAfter(before: ProjectState | null, report: BuildReport, project: Project): ProjectState {
  const kept = new Set(report.keptBack.map(({ id }) => id));
  const settled = new Set(
    report.results.filter((one) => isSettled(one) && !kept.has(one.id)).map(({ id }) => id),
  );
  const made = [...project.nodes.values()].filter(isCarriedOut).map(({ uniqueId }) => uniqueId);
  // What has no result of its own is of now when everything that could need it is.
  const others = made.every((id) => settled.has(id)) ? null : new Set(made);
  const nodes: Record<string, ProjectState['nodes'][string]> = {};
  const macros: Record<string, string> = { ...report.state.macros };
  for (const [id, node] of Object.entries(report.state.nodes)) {
    const then = before?.nodes[id];
    if (settled.has(id) || others === null) nodes[id] = node;
    else if (then !== undefined) {
      nodes[id] = then;
      for (const macro of then.macros) {
        const hash = before?.macros[macro];
        if (hash !== undefined) macros[macro] = hash;
      }
    } else if (before === null && !others.has(id)) nodes[id] = node;
  }
  return { format: 1, nodes, macros };
}

function isSettled({ status }: NodeResult): boolean {
  return status !== 'error' && status !== 'skipped' && status !== 'cancelled' && status !== 'runtime error';
}

function isCarriedOut(node: ProjectNode): boolean {
  if (node.resourceType === 'model') return node.relation !== null;
  return ['seed', 'snapshot', 'test', 'unit_test'].includes(node.resourceType);
}
