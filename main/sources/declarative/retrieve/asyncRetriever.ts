import type { Json } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import { noPagination } from '../paging/defaultPaginator.ts';
import type { Answer, Cursor, Extractor, Extras, Making, Requester, Retriever, Slice } from '../parts.ts';
import { unexpected, wrongManifest } from '../records/faults.ts';
import { inner, needed } from '../records/members.ts';
import { isObject } from '../records/ownField.ts';
import { pythonText } from '../records/pythonText.ts';
import { asRecord, shaper } from '../records/shape.ts';
import { alsoSeen, type Finished, type Job, Jobs } from './jobs.ts';
import { noSecondReset, type Position, positionOf, readPages } from './pageLoop.ts';

/** A larger answer is not kept with the state, and a restart asks for the report anew. */
const MOST_KEPT = 16_384;

/** AsyncRetriever: asks for a report, polls until it is made, and downloads what it came to. */
export function asyncRetriever(component: Component, making: Making, more: Extras): Retriever {
  const parts = partsOf(component, making);
  const jobs = new Jobs(component, making, parts);
  const shaping = shaper(needed(component, 'record_selector'), making, more);

  async function* download(
    target: Json,
    finished: Finished,
    from: Position | null,
    told: { readonly slice: Slice; readonly signal: AbortSignal; readonly cursor: Cursor | null },
  ) {
    const { slice, signal, cursor } = told;
    const shape = await shaping();
    const paginator = parts.newPaginator();
    const seen = alsoSeen(slice, {
      download_target: target,
      creation_response: finished.job.creation,
      polling_response: finished.polling?.seen ?? null,
    });
    yield* readPages({
      stream: making.stream,
      paginator,
      watched: parts.isPaged,
      signal,
      from,
      most: null,
      async ask(token) {
        const url = paginator.url(token);
        const additions = [await paginator.additions(token)];
        return parts.download.ask({
          ...seen,
          token,
          signal,
          additions,
          ...(url === undefined ? {} : { url }),
        });
      },
      async *select(answer, shown) {
        let extracted = 0;
        for await (const found of parts.extractor.extract(answer) as AsyncIterable<Json>) {
          const raw = asRecord(found, making.stream);
          if (raw === null) continue;
          extracted += 1;
          shown(raw);
          yield { record: await shape(raw, slice, cursor), extracted };
        }
      },
      handOn(record) {
        if (cursor?.filtering === 'feed' && !cursor.wants(record, slice)) return false;
        cursor?.observe(record, slice);
        return true;
      },
      ends: () => false,
      reset: noSecondReset(making.stream),
    });
  }

  return {
    async *pages(slice, { signal, resume, cursor }) {
      const kept = keptOf(resume);
      const run = jobs.run(slice, kept?.job ?? null, signal);
      let isKept = kept !== null;
      let step = await run.next();
      for (; step.done !== true; step = await run.next()) {
        isKept = false;
        yield { records: [], resume: resumeOf(step.value, 0, undefined) };
      }
      const finished = step.value;
      if (finished.polling === null) return;
      const already = isKept ? kept : null;
      let number = 0;
      for await (const target of targetsOf(parts, finished, slice, signal, making.stream)) {
        number += 1;
        if (number <= (already?.targets ?? 0)) continue;
        const from = number === (already?.targets ?? 0) + 1 ? (already?.position ?? null) : null;
        for await (const { records, next } of download(target, finished, from, { slice, signal, cursor })) {
          yield {
            records,
            resume: next === undefined ? undefined : resumeOf(finished.job, number - 1, next),
          };
        }
        yield { records: [], resume: resumeOf(finished.job, number, undefined) };
      }
      await remove(parts, finished, slice, signal, making);
    },
  };
}

interface AsyncParts {
  readonly creation: Requester;
  readonly polling: Requester;
  readonly abort: Requester | null;
  readonly delete: Requester | null;
  readonly targets: Requester | null;
  readonly targetExtractor: Extractor | null;
  readonly download: Requester;
  readonly extractor: Extractor;
  readonly newPaginator: ReturnType<typeof noPagination>;
  readonly isPaged: boolean;
}

function partsOf(component: Component, making: Making): AsyncParts {
  const decoding = (name: string) => {
    const decoder = inner(component, name);
    return decoder === null ? {} : { decoder: making.make('decoder', decoder) };
  };
  const told = decoding('decoder');
  const maybe = (name: string) => {
    const requester = inner(component, name);
    return requester === null ? null : making.make('requester', requester, told);
  };
  const targetExtractor = inner(component, 'download_target_extractor');
  if (inner(component, 'download_target_requester') !== null && targetExtractor === null) {
    throw wrongManifest(component, 'download_target_requester needs a download_target_extractor');
  }
  const paging = inner(component, 'download_paginator');
  const extractor = inner(component, 'download_extractor') ?? {
    ...component,
    type: 'DpathExtractor',
    members: { field_path: [] },
  };
  return {
    creation: making.make('requester', needed(component, 'creation_requester'), told),
    polling: making.make('requester', needed(component, 'polling_requester'), told),
    abort: maybe('abort_requester'),
    delete: maybe('delete_requester'),
    targets: maybe('download_target_requester'),
    targetExtractor: targetExtractor === null ? null : making.make('extractor', targetExtractor),
    download: making.make('requester', needed(component, 'download_requester'), decoding('download_decoder')),
    extractor: making.make('extractor', extractor),
    newPaginator: paging === null ? noPagination() : making.make('paginator', paging),
    isPaged: paging !== null && paging.type !== 'NoPagination',
  };
}

/** What there is to download: without an extractor one thing, which the download's own templates name. */
async function* targetsOf(
  parts: AsyncParts,
  finished: Finished,
  slice: Slice,
  signal: AbortSignal,
  stream: string,
): AsyncIterable<Json> {
  const { polling, job } = finished;
  if (polling === null) return;
  if (parts.targetExtractor === null) {
    yield '';
    return;
  }
  let answer: Answer | null = polling.answer;
  if (parts.targets !== null) {
    const seen = alsoSeen(slice, { creation_response: job.creation, polling_response: polling.seen });
    answer = await parts.targets.ask({ ...seen, token: null, signal, additions: [] });
    if (answer === null) throw unexpected(stream, 'asking where the report lies was answered with nothing');
  }
  for await (const target of parts.targetExtractor.extract(answer) as AsyncIterable<Json>) yield target;
}

/** Everything was read: that the vendor keeps the report is no reason to fail. */
async function remove(
  parts: AsyncParts,
  finished: Finished,
  slice: Slice,
  signal: AbortSignal,
  making: Making,
): Promise<void> {
  if (parts.delete === null) return;
  const seen = alsoSeen(slice, {
    creation_response: finished.job.creation,
    polling_response: finished.polling?.seen ?? null,
  });
  try {
    await parts.delete.ask({ ...seen, token: null, signal, additions: [] });
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    making.host.say(
      `Stream ${making.stream}: the report could not be deleted: ${error.failure.message}`,
      'warn',
    );
  }
}

function resumeOf(job: Job, targets: number, position: Position | undefined): Json | undefined {
  if (pythonText(job.creation).length > MOST_KEPT) return undefined;
  return { job: { ...job }, targets, ...(position === undefined ? {} : { ...position }) };
}

function keptOf(resume: Json | undefined) {
  if (!isObject(resume)) return null;
  const { job, targets } = resume;
  if (!isObject(job) || typeof targets !== 'number') return null;
  const { creation, at, attempt, throttled } = job;
  if (creation === undefined || typeof at !== 'number' || typeof attempt !== 'number') return null;
  const kept: Job = { creation, at, attempt, throttled: typeof throttled === 'number' ? throttled : 0 };
  return { job: kept, targets, position: positionOf(resume) };
}
