import { join } from 'node:path';
import { readBuiltInMacros } from '../../../main/models/compile/builtInMacros.ts';
import { createRendering } from '../../../main/models/compile/createRendering.ts';
import type { Surroundings } from '../../../main/models/compile/rendering.ts';
import { createProjectReader, type ProjectReader } from '../../../main/models/project/readProject.ts';
import type { BuildLine, BuildPlace, Builds } from '../../../main/warehouse/builds.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';

/** Reads a project and compiles every model of it, without a database: what a template asks of one is answered with nothing. */
export function createParser(folder: string): () => Promise<{ ms: number; models: number }> {
  const reader = createProjectReader();
  return async () => {
    const start = performance.now();
    const models = await readAndCompile(reader, folder);
    return { ms: performance.now() - start, models };
  };
}

async function readAndCompile(reader: ProjectReader, folder: string): Promise<number> {
  const macros = join(import.meta.dirname, '../../../resources/macros');
  const read = await reader.read(folder, {
    target: { name: 'dev', schema: 'core', database: 'shop', type: 'postgres' },
    builtInMacros: await readBuiltInMacros(macros, 'postgres'),
  });
  if (!read.ok || read.project.problems.length > 0) throw new Error('The project has faults.');
  const surroundings: Surroundings = {
    project: read.project,
    builds,
    invocation: {
      id: 'bench',
      startedAt: new Date(),
      command: 'compile',
      fullRefresh: false,
      selected: [],
      flags: {},
    },
    current: (place) => place,
    say: () => undefined,
    results: () => [],
    schemas: [],
  };
  let models = 0;
  for (const node of read.project.nodes.values()) {
    if (node.resourceType !== 'model') continue;
    const compiled = await createRendering(surroundings, node, line).compile();
    if (!compiled.ok) throw new Error(compiled.failure.message);
    models += 1;
  }
  return models;
}

const written = ({ database, schema, identifier }: BuildPlace) => `"${database}"."${schema}"."${identifier}"`;
const nowhere = async () => fail('BAD_INPUT', { message: 'There is no database here.', next: 'Use one.' });
const nothing = async () => ok([]);

const line: BuildLine = {
  run: async () => ok({ columns: [], rows: [], affected: 0, tag: '' }),
  together: (work) => work(),
  relations: nothing,
  relation: async () => ok(null),
  columns: nothing,
  schemas: nothing,
  makeSchema: nowhere,
  dropSchema: nowhere,
  drop: nowhere,
  rename: nowhere,
  close: async () => undefined,
};

const builds: Builds = {
  engine: 'postgres',
  database: 'shop',
  written,
  candidateOf: (target) => target,
  claim: nowhere,
  line: async () => ok(line),
  publish: nowhere,
};
