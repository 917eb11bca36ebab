import { afterAll, beforeAll } from 'vitest';
import type {
  Answer,
  BuildLine,
  BuildPlace,
  Builds,
  FoundRelation,
  Publication,
} from '../../../main/warehouse/builds.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { must } from '../store/bench.ts';

export interface OpenedBuilds {
  readonly store: Store;
  readonly builds: Builds;
  close(): Promise<void>;
}

/** One database for a file of tests; each test builds in names of its own. */
export interface Workshop {
  readonly builds: Builds;
  readonly store: Store;
  readonly line: BuildLine;
  /** A target nobody else uses. */
  place(schema?: string, stem?: string): BuildPlace;
  /** A candidate of it, made by this select. */
  candidate(target: BuildPlace, select: string, as?: 'table' | 'view'): Promise<BuildPlace>;
  run(sql: string): Promise<Answer>;
  rows(place: BuildPlace, columns?: string): Promise<Answer['rows']>;
  kind(place: BuildPlace): Promise<FoundRelation['kind'] | null>;
  /** A target that readers already see. */
  live(select: string, schema?: string): Promise<BuildPlace>;
  publish(publication: Publication): Promise<void>;
}

export function useWorkshop(open: () => Promise<OpenedBuilds>): Workshop {
  let opened: OpenedBuilds | undefined;
  let line: BuildLine | undefined;
  let names = 0;
  beforeAll(async () => {
    opened = await open();
    line = must(await opened.builds.line());
  });
  afterAll(async () => {
    await line?.close();
    await opened?.close();
  });
  const shop: Workshop = {
    get builds() {
      if (opened === undefined) throw new Error('It is open only while tests run.');
      return opened.builds;
    },
    get store() {
      if (opened === undefined) throw new Error('It is open only while tests run.');
      return opened.store;
    },
    get line() {
      if (line === undefined) throw new Error('It is open only while tests run.');
      return line;
    },
    place(schema = 'core', stem = 't') {
      names += 1;
      return { database: shop.builds.database, schema, identifier: `${stem}_${names}` };
    },
    async candidate(target, select, as = 'table') {
      const candidate = shop.builds.candidateOf(target);
      await shop.run(`create ${as} ${shop.builds.written(candidate)} as ${select}`);
      return candidate;
    },
    run: async (sql) => must(await shop.line.run(sql)),
    rows: async (place, columns = '*') =>
      (await shop.run(`select ${columns} from ${shop.builds.written(place)} order by 1`)).rows,
    kind: async (place) => must(await shop.line.relation(place))?.kind ?? null,
    async live(select, schema) {
      const target = shop.place(schema);
      await shop.run(`create table ${shop.builds.written(target)} as ${select}`);
      return target;
    },
    publish: async (publication) => must(await shop.builds.publish(publication)),
  };
  return shop;
}
