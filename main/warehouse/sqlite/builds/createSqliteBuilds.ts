import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { CANDIDATES, candidateOf } from '../../builds/candidates.ts';
import { claimed } from '../../builds/claims.ts';
import type { BuildLine, Builds } from '../../builds.ts';
import { createReading, type Reading } from '../reading.ts';
import { createTurns } from '../turns.ts';
import { quoteName } from '../worker/names.ts';
import type { WorkerCalls } from '../workerCalls.ts';
import type { Writing } from '../writing.ts';
import { createLine } from './line.ts';
import { DATABASE, fileName } from './names.ts';
import { publish } from './publish.ts';

/** More of them than cores would only wait for each other, and each is a process. */
const MOST_READERS = 4;

/** Starting a process costs more than most statements of a build: between two lines they stay a moment. */
const STAY_MS = 2_000;

interface Crew {
  readonly readers: readonly WorkerCalls[];
  readonly reading: Reading;
}

export interface SqliteBuildsOptions {
  readonly writing: Writing;
  /** A reader of the builds' own: a check may read for minutes, and nobody at a screen should wait for that. */
  readonly reader: () => WorkerCalls;
  readonly closing: AbortSignal;
}

export interface SqliteBuilds extends Builds {
  /** Ends the processes that lines left open still hold. */
  close(): Promise<void>;
}

export function createSqliteBuilds({ writing, reader, closing }: SqliteBuildsOptions): SqliteBuilds {
  let holder: string | null = null;
  let crew: Crew | null = null;
  let lines = 0;
  let idle: NodeJS.Timeout | undefined;
  let leaving: Promise<unknown> = Promise.resolve();

  function hire(): Crew {
    const readers = Array.from({ length: Math.min(MOST_READERS, availableParallelism()) }, reader);
    return { readers, reading: createReading(createTurns(readers), closing) };
  }

  function dismiss(): void {
    clearTimeout(idle);
    const left = crew?.readers ?? [];
    crew = null;
    leaving = Promise.all([leaving, ...left.map((one) => one.close())]);
  }

  function line(): BuildLine {
    clearTimeout(idle);
    crew ??= hire();
    lines += 1;
    return createLine({ reading: crew.reading, writing }, () => {
      lines -= 1;
      if (lines === 0) idle = setTimeout(dismiss, STAY_MS).unref();
    });
  }

  /** What a killed build left for itself alone; what a kept candidate still reads stays with it. */
  async function clearScratch(): Promise<Result<void>> {
    const one = line();
    try {
      const left = await one.run(
        `select s.name from sqlite_master s where s.type in ('table', 'view') and s.name glob '${CANDIDATES}.~*'
          and not exists (select 1 from sqlite_master v where v.type = 'view' and v.name glob '${CANDIDATES}.[^~]*'
            and instr(v.sql, '"' || s.name || '"') > 0)`,
      );
      if (!left.ok) return left;
      const names = left.value.rows.map(([name]) => String(name));
      if (names.length === 0) return ok(undefined);
      return await writing.transact(async (opened) => {
        const dropped = await opened.call('dropFound', names);
        return dropped.ok ? ok(undefined) : dropped;
      });
    } finally {
      await one.close();
    }
  }

  return {
    engine: 'sqlite',
    database: DATABASE,
    written: (place) => quoteName(fileName(place)),
    candidateOf,
    // The lease on the workspace keeps other processes away.
    async claim(who) {
      if (holder !== null) return claimed(holder);
      holder = who;
      const cleared = await clearScratch();
      if (!cleared.ok) {
        holder = null;
        return cleared;
      }
      let released = false;
      return ok({
        release: async () => {
          if (released) return;
          released = true;
          // Nobody waits for what was published to move from the log into the file: it is there for good. What hooks wrote
          // after it is not until then.
          const moved = writing.withWriter({}, (writer) => writer.call('checkpoint', null));
          if (writing.loose()) await moved;
          holder = null;
        },
      });
    },
    line: async () => ok(line()),
    publish: (publication) => publish(writing, publication),
    async close() {
      dismiss();
      await leaving;
    },
  };
}
