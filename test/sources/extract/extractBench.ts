import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConnectorFacts } from '../../../main/sources/connectors/connectorFacts.ts';
import { SourceFile } from '../../../main/sources/connectors/sourceFile.ts';
import { extract } from '../../../main/sources/extract/extract.ts';
import type { ExtractOptions, StreamOutcome } from '../../../main/sources/extract/extraction.ts';
import { createExtractionRecords } from '../../../main/sources/extract/extractionRecords.ts';
import { createSourceWatch } from '../../../main/sources/extract/sourceWatch.ts';
import { createStates } from '../../../main/sources/extract/states.ts';
import type { OpenedSource } from '../../../main/sources/source.ts';
import { createLoads } from '../../../main/warehouse/loads/createLoads.ts';
import { migrate } from '../../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../../main/warehouse/migrations/migrations.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { readRows } from '../../warehouse/loads/bench.ts';
import { openStore } from '../../warehouse/sqliteFolder.ts';
import { must } from '../../warehouse/store/bench.ts';

/** Still the evening of the 8th in New York. */
const START = Date.parse('2026-03-09T02:00:00Z');

/** Extractions into a real SQLite, on a clock that the test moves. */
export async function openExtractBench() {
  const { store, file, remove } = await openStore();
  let now = START;
  const clock = () => new Date(now);
  must(await migrate({ store, migrations: MIGRATIONS, clock, backup: async () => ok(null) }));
  const loads = must(await createLoads({ store, clock, random: randomBytes, log: quietLog() }));
  const states = createStates({ store, loads }, clock, randomUUID);
  const records = createExtractionRecords(store);
  const spoolFolder = join(dirname(file), 'spool');
  const said: string[] = [];
  let source = 'shop0';
  let number = 0;
  const watch = createSourceWatch({
    secrets: [],
    bodies: () => true,
    onSay: (message) => said.push(message),
  });
  const around = {
    loads,
    states,
    records,
    watch,
    clock: { now: () => now, wait: async () => {} },
    newId: randomUUID,
    spoolFolder,
    zone: 'America/New_York',
  };
  const sourceOf = (opened: OpenedSource, file: object = {}, facts: object = {}) => ({
    name: source,
    opened,
    dynamic: false,
    file: SourceFile.parse({ connector: 'fake', ...file }),
    facts: ConnectorFacts.parse({ title: 'Fake', summary: 'Made up', ...facts }),
  });
  type Given = { file?: object; facts?: object; signal?: AbortSignal } & Omit<
    Partial<ExtractOptions>,
    'work'
  >;

  return {
    store,
    loads,
    states,
    records,
    said,
    clock,
    /** What lands from now on is of another source, with nothing there yet. */
    begin() {
      number += 1;
      now = START;
      source = `shop${number}`;
    },
    source: () => source,
    relation: (stream: string) => RelationName.parse(`raw.${source}__${stream}`),
    advance(milliseconds: number) {
      now += milliseconds;
    },
    try: (opened: OpenedSource, { file: written, facts, signal, ...options }: Given = {}) =>
      extract(
        sourceOf(opened, written, facts),
        {
          ...options,
          work: { signal: signal ?? new AbortController().signal, report: () => {} },
        },
        around,
      ),
    async run(opened: OpenedSource, given: Given = {}): Promise<readonly StreamOutcome[]> {
      return must(await this.try(opened, given)).streams;
    },
    rows: (stream: string) => readRows(store, RelationName.parse(`raw.${source}__${stream}`)),
    async ids(stream: string) {
      const relation = RelationName.parse(`raw.${source}__${stream}`);
      const rows = (await readRows(store, relation, '"id", "_load"')) as { id: number }[];
      return rows.map(({ id }) => id);
    },
    rejected: async (load: number | undefined) => must(await loads.rejected(load ?? 0, { skip: 0, take: 9 })),
    state: async (stream: string) => must(await states.current(source, stream)),
    leftInSpool: () => readdir(spoolFolder).catch(() => []),
    async close() {
      await store.close();
      await remove();
    },
  };
}
export type ExtractBench = Awaited<ReturnType<typeof openExtractBench>>;
