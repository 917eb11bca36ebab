import { afterAll, beforeAll } from 'vitest';
import { readBuiltInMacros } from '../../../main/models/compile/builtInMacros.ts';
import { createRendering } from '../../../main/models/compile/createRendering.ts';
import type { Rendering, Surroundings } from '../../../main/models/compile/rendering.ts';
import type { Project } from '../../../main/models/project/project.ts';
import { readProject } from '../../../main/models/project/readProject.ts';
import { writeProject } from '../../../main/models/project/testing/writeProject.ts';
import type { Answer, BuildLine, BuildPlace, Builds } from '../../../main/warehouse/builds.ts';
import { openPostgresStore } from '../../../main/warehouse/postgres/openPostgresStore.ts';
import type { Engine } from '../../../main/warehouse/store.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { type PostgresServer, startPostgres } from '../../warehouse/postgresServer.ts';
import { openStore } from '../../warehouse/sqliteFolder.ts';
import { must } from '../../warehouse/store/bench.ts';

export const MACROS = new URL('../../../resources/macros/', import.meta.url).pathname;

/** One engine with a project read for it. */
export interface Bench {
  readonly engine: Engine;
  readonly builds: Builds;
  readonly line: BuildLine;
  readonly said: string[];
  /** Targets that have a candidate. */
  readonly candidates: Set<string>;
  read(files: Readonly<Record<string, string>>): Promise<Project>;
  rendering(project: Project, id: string, more?: Partial<Surroundings['invocation']>): Rendering;
  run(sql: string): Promise<Answer>;
}

/** Both engines, real ones. */
export function bothEngines(): { readonly postgres: Bench; readonly sqlite: Bench } {
  const opened = new Map<Engine, Bench>();
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const server: PostgresServer = await startPostgres();
    endings.push(() => server.stop());
    const connection = await server.database();
    const remote = must(await openPostgresStore({ connection, log: quietLog() }));
    endings.push(() => remote.close());
    opened.set('postgres', await bench('postgres', remote.builds));
    const { store, remove } = await openStore();
    endings.push(remove, () => store.close());
    opened.set('sqlite', await bench('sqlite', store.builds));
  }, 120_000);
  afterAll(async () => {
    for (const one of opened.values()) await one.line.close();
    for (const end of endings.reverse()) await end();
  });
  const of = (engine: Engine): Bench => {
    const found = opened.get(engine);
    if (found === undefined) throw new Error('It is open only while tests run.');
    return found;
  };
  return {
    get postgres() {
      return of('postgres');
    },
    get sqlite() {
      return of('sqlite');
    },
  };
}

async function bench(engine: Engine, builds: Builds): Promise<Bench> {
  const line = must(await builds.line());
  const builtInMacros = await readBuiltInMacros(MACROS, engine);
  const said: string[] = [];
  const candidates = new Set<string>();
  const target = { name: 'dev', schema: 'core', database: builds.database, type: engine };
  must(await line.makeSchema('core'));
  return {
    engine,
    builds,
    line,
    said,
    candidates,
    async read(files) {
      const read = await readProject(await writeProject(files), { target, builtInMacros });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      return read.project;
    },
    rendering(project, id, more = {}) {
      const node = project.nodes.get(id);
      if (node === undefined) throw new Error(`There is no ${id}: ${JSON.stringify(project.problems)}`);
      const current = (place: BuildPlace) =>
        candidates.has(place.identifier) ? builds.candidateOf(place) : place;
      const surroundings: Surroundings = {
        project,
        builds,
        current,
        invocation: {
          id: 'build-1',
          startedAt: new Date('2026-03-01T12:30:00Z'),
          command: 'build',
          fullRefresh: false,
          selected: [],
          flags: {},
          ...more,
        },
        say: (text) => said.push(text),
        results: () => [],
        schemas: [],
      };
      return createRendering(surroundings, node, line);
    },
    run: async (sql) => must(await line.run(sql)),
  };
}
