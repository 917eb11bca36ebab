import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRendering } from '../../../main/models/compile/createRendering.ts';
import type { Compiled, Surroundings } from '../../../main/models/compile/rendering.ts';
import type { BuiltInMacros } from '../../../main/models/project/options.ts';
import type { Project } from '../../../main/models/project/project.ts';
import type { ProjectReader } from '../../../main/models/project/readProject.ts';
import type { BuildLine, BuildPlace, Builds } from '../../../main/warehouse/builds.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { World } from './editedProject.ts';

/** The files of the world and no others. */
export async function writeWorld(folder: string, { files }: World): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export async function readWorld(
  reader: ProjectReader,
  folder: string,
  world: World,
  builtInMacros: readonly BuiltInMacros[],
): Promise<Project> {
  const { schema, env, vars } = world;
  const target = { name: 'dev', schema, database: 'shop', type: 'postgres' };
  const read = await reader.read(folder, { target, env, vars, builtInMacros });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.project;
}

/** All that compiling a node shows, and what who goes on with it afterwards finds. */
export interface Shown {
  readonly compiled: Result<Compiled>;
  readonly config: unknown;
  readonly after: Result<Compiled> | null;
  readonly said: readonly string[];
}

/** Hooks see names as the model's template left them. */
const HOOK = "{{ target.schema }} {{ config.get('own', 'none') }} {{ plain('hook') }}";

/** What a rendering of one moment has around it. `round` is the time and the command's id. */
export function surroundingsOf(
  project: Project,
  world: World,
  round: number,
  say: Surroundings['say'] = () => undefined,
): Surroundings {
  return {
    project,
    builds,
    invocation: {
      id: `build-${round}`,
      startedAt: new Date(Date.UTC(2026, 2, 1, 0, 0, round)),
      command: world.command,
      fullRefresh: world.fullRefresh,
      selected: [],
      flags: {},
    },
    current: (place) => (world.moved.has(place.identifier) ? builds.candidateOf(place) : place),
    say,
    results: () => [],
    schemas: [world.command],
  };
}

/** Compiles all there is to compile. */
export async function compileAll(
  project: Project,
  world: World,
  round: number,
  goOn: boolean,
): Promise<ReadonlyMap<string, Shown>> {
  const shown = new Map<string, Shown>();
  for (const node of project.nodes.values()) {
    if (!('rawCode' in node)) continue;
    const said: string[] = [];
    const surroundings = surroundingsOf(project, world, round, (text) => said.push(text));
    const rendering = createRendering(surroundings, node, lineOf(world));
    const compiled = await rendering.compile();
    const { config } = rendering;
    const after = goOn ? await rendering.render(HOOK, node.place) : null;
    shown.set(node.uniqueId, { compiled, config, after, said });
  }
  return shown;
}

const written = ({ database, schema, identifier }: BuildPlace) =>
  [database, schema, identifier]
    .filter((part) => part !== '')
    .map((part) => `"${part}"`)
    .join('.');
const nowhere = async () => fail('BAD_INPUT', { message: 'Nothing is made here.', next: 'Compile only.' });

/** A database that answers from the world's tables. */
export function lineOf({ tables }: World): BuildLine {
  const there = (place: BuildPlace) =>
    tables.has(place.identifier) ? { place, kind: 'table' as const } : null;
  return {
    run: async () =>
      ok({ columns: [], rows: Array.from(tables, () => []), affected: 0, tag: `SELECT ${tables.size}` }),
    together: (work) => work(),
    relations: async () => ok([]),
    relation: async (place) => ok(there(place)),
    columns: async () => ok([]),
    schemas: async () => ok([...tables]),
    makeSchema: nowhere,
    dropSchema: nowhere,
    drop: nowhere,
    rename: nowhere,
    close: async () => undefined,
  };
}

const builds: Builds = {
  engine: 'postgres',
  database: 'shop',
  written,
  candidateOf: (target) => ({
    ...target,
    schema: '_candidates',
    identifier: `${target.schema}.${target.identifier}`,
  }),
  claim: nowhere,
  line: nowhere,
  publish: nowhere,
};
