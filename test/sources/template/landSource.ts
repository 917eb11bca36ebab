import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { SourceFile, secretIn } from '../../../main/sources/connectors/sourceFile.ts';
import { extract } from '../../../main/sources/extract/extract.ts';
import { createExtractionRecords } from '../../../main/sources/extract/extractionRecords.ts';
import { createSourceWatch } from '../../../main/sources/extract/sourceWatch.ts';
import { createStates } from '../../../main/sources/extract/states.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { WORK, type Yard } from '../../models/purchases/yard.ts';
import { must } from '../../warehouse/store/bench.ts';
import { openConnector } from '../connectors/openConnector.ts';

export interface Landed {
  readonly name: string;
  /** Of the loopback server, and the addresses it stands for. */
  readonly origin: string;
  readonly vendor: readonly string[];
  /** What the file leaves to the person, in its words: `page_id`, `approved`. */
  readonly filledIn?: Readonly<Record<string, string>>;
  /** What the vault would hold, by its name there. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A source of a workspace, by its own file, with the blanks in it filled in as its comments say, extracted into its warehouse. */
export async function landSource(yard: Yard, clock: VirtualClock, landed: Landed): Promise<void> {
  const { name, origin, vendor, filledIn = {}, secrets = {} } = landed;
  let text = await readFile(join(yard.folder, 'sources', `${name}.yml`), 'utf8');
  for (const [member, value] of Object.entries(filledIn)) {
    const blank = new RegExp(`^( *)# ${member}: .*$`, 'm');
    if (!blank.test(text)) throw new Error(`${name}.yml has no line for ${member}`);
    text = text.replace(blank, `$1${member}: ${value}`);
  }
  const file = SourceFile.parse(parse(text));
  const config: JsonObject = Object.fromEntries(
    Object.entries(file.config).map(([member, value]) => {
      const secret = secretIn(value);
      return [member, secret === null ? value : (secrets[secret] ?? null)];
    }),
  ) as JsonObject;
  const one = await openConnector(file.connector, { clock, origin, vendor, config });
  const { warehouse } = yard.opened;
  const now = () => new Date(clock.now());
  const done = await extract(
    { name, file, facts: one.facts, opened: one.source, dynamic: false },
    { work: WORK },
    {
      loads: warehouse.loads,
      states: createStates(warehouse, now, randomUUID),
      records: createExtractionRecords(warehouse.store),
      watch: createSourceWatch({ secrets: [], bodies: () => true, onSay: () => undefined }),
      clock: { now: () => clock.now(), wait: async () => undefined },
      newId: randomUUID,
      spoolFolder: join(yard.folder, '.leadline', 'spool'),
      zone: 'America/New_York',
    },
  );
  await one.close();
  for (const outcome of must(done).streams)
    expect(outcome, name).toMatchObject({ failures: [], status: 'done', rejected: 0 });
}
