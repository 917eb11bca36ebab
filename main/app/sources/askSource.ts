import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { extract } from '../../sources/extract/extract.ts';
import type { ExtractReport } from '../../sources/extract/extraction.ts';
import { stripFor } from '../../sources/extract/neverStored.ts';
import type { JsonObject } from '../../sources/json.ts';
import { DATA_FOLDER } from '../../workspace/dataFolder.ts';
import { type OpenedConfigured, openConfigured, type Range } from './openConfigured.ts';
import { realClock } from './realClock.ts';
import { deskOf, type KeptInWarehouse, type SourceDesk, type SourcesOptions } from './sourceDesk.ts';
import type { ExtractWish } from './sources.ts';
import { writeTrace } from './traceFile.ts';

interface Asked {
  readonly name: string;
  readonly range?: Range | undefined;
  readonly onSay?: (message: string) => void;
}

/** Opens a source for as long as it is asked something, and keeps what was exchanged for showing. */
export async function askSource<T>(
  options: SourcesOptions,
  { name, range, onSay }: Asked,
  ask: (opened: OpenedConfigured, kept: KeptInWarehouse, desk: SourceDesk) => Promise<Result<T>>,
): Promise<Result<T>> {
  const desk = deskOf(options);
  if (!desk.ok) return desk;
  const found = await desk.value.find(name);
  if (!found.ok) return found;
  const kept = await desk.value.kept();
  if (!kept.ok) return kept;
  const log = options.log.scope('sources');
  const opened = await openConfigured(
    { name, file: found.value.written, connector: found.value.connector },
    {
      secrets: desk.value.secrets(name),
      memory: kept.value.memory,
      version: options.version,
      random: options.random,
      say(message, level) {
        log[level]('A source says something', { source: name, message });
        onSay?.(message);
      },
    },
    range,
  );
  if (!opened.ok) return opened;
  const { watch, close } = opened.value;
  try {
    const answer = await ask(opened.value, kept.value, desk.value);
    return answer.ok ? answer : { ok: false, failure: watch.scrub(answer.failure) };
  } finally {
    await close();
    // Of no use to anybody is a failure that hides what was asked because a file couldn't be written.
    await writeTrace(desk.value.folder, name, watch.trace()).catch((error: unknown) =>
      log.warn('The exchanges of a source could not be kept', { source: name, error }),
    );
  }
}

export function extractSource(
  options: SourcesOptions,
  name: string,
  wish: ExtractWish,
  work: Work,
): Promise<Result<ExtractReport>> {
  const { backfill, ...rest } = wish;
  const onSay = (message: string) => work.report({ step: message, done: 0 });
  return askSource(options, { name, range: backfill, onSay }, async ({ ready, watch }, kept, desk) => {
    const told: Work = {
      signal: work.signal,
      report: (progress) => work.report({ ...progress, step: `${name}: ${progress.step}` }),
    };
    const done = await extract(
      ready,
      { ...rest, backfill: backfill !== undefined, work: told },
      {
        loads: kept.warehouse.loads,
        states: kept.states,
        records: kept.records,
        watch,
        clock: realClock,
        newId: randomUUID,
        spoolFolder: join(desk.folder, DATA_FOLDER, 'spool'),
        zone: desk.zone,
      },
    );
    if (done.ok && work.signal.aborted)
      return fail('CANCELLED', {
        message: `Extracting ${name} was cancelled. What came before that is kept.`,
        next: 'Extract it again when you want it: it goes on from there.',
        subject: name,
      });
    return done;
  });
}

export async function previewStream(
  options: SourcesOptions,
  name: string,
  stream: string,
  { take, signal }: { readonly take: number; readonly signal: AbortSignal },
): Promise<Result<readonly JsonObject[]>> {
  return askSource(options, { name }, async ({ ready }) => {
    const facts = ready.opened.streams.find((one) => one.name === stream);
    const mode = facts?.syncModes.includes('incremental') ? 'incremental' : 'full_refresh';
    const strip = stripFor(stream, ready.facts.terms.never_stored);
    const reader = ready.opened.read(stream, { mode, state: null, signal, limit: take });
    const records: JsonObject[] = [];
    for (;;) {
      const next = await reader.next();
      if (next.done !== true) {
        if (next.value.kind === 'records') records.push(...next.value.records.map(strip));
        continue;
      }
      const [trouble] = next.value.troubles;
      return trouble === undefined || records.length > 0
        ? ok(records.slice(0, take))
        : { ok: false, failure: trouble.failure };
    }
  });
}
