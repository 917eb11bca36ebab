import { isJsonObject, type Json } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Answer, Cursor, Extras, Making, Retriever, Slice } from '../parts.ts';
import { unexpected } from '../records/faults.ts';
import { needed } from '../records/members.ts';

import { asRecord, shaper } from '../records/shape.ts';
import { alsoSeen } from './jobContext.ts';
import { type Finished, type Job, Jobs } from './jobs.ts';
import { isKeepable } from './keepable.ts';
import { noSecondReset, type Position, positionOf, readPages } from './pageLoop.ts';
import { type ReportParts, reportParts } from './reportParts.ts';

/** AsyncRetriever: asks for a report, polls until it is made, and downloads what it came to. */
export function asyncRetriever(component: Component, making: Making, more: Extras): Retriever {
  const parts = reportParts(component, making);
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

  async function* report(
    kept: ReturnType<typeof keptOf>,
    told: { readonly slice: Slice; readonly signal: AbortSignal; readonly cursor: Cursor | null },
  ) {
    const { slice, signal } = told;
    const place = (job: Job, targets: number, position?: Position) => {
      const found: Json = { job: { ...job }, targets, ...(position === undefined ? {} : { ...position }) };
      return isKeepable(found, making.config) ? found : undefined;
    };
    const run = jobs.run(slice, kept?.job ?? null, signal);
    let already = kept;
    let step = await run.next();
    for (; step.done !== true; step = await run.next()) {
      already = null;
      yield { records: [], resume: place(step.value, 0) };
    }
    const finished = step.value;
    if (finished.polling === null) return;
    let number = 0;
    for await (const target of targetsOf(parts, finished, slice, signal, making.stream)) {
      number += 1;
      const read = already?.targets ?? 0;
      if (number <= read) continue;
      const from = number === read + 1 ? (already?.position ?? null) : null;
      for await (const { records, next } of download(target, finished, from, told)) {
        yield { records, resume: next === undefined ? undefined : place(finished.job, number - 1, next) };
      }
      yield { records: [], resume: place(finished.job, number) };
    }
    await remove(parts, finished, slice, signal, making);
  }

  return {
    async *pages(slice, { signal, resume, cursor }) {
      const told = { slice, signal, cursor };
      const kept = keptOf(resume);
      let handedOn = false;
      if (kept !== null) {
        try {
          for await (const page of report(kept, told)) {
            handedOn ||= page.records.length > 0;
            yield page;
          }
          return;
        } catch (error) {
          // What lay ready before a restart may be gone by now, which is no reason never to read this slice again.
          if (handedOn || !(error instanceof Trouble) || error.kind !== 'system') throw error;
          making.host.say(
            `Stream ${making.stream}: the report from before can't be read any more, and is asked for again: ${error.failure.message}`,
            'warn',
          );
        }
      }
      yield* report(null, told);
    },
  };
}

/** What there is to download: without an extractor one thing, which the download's own templates name. */
async function* targetsOf(
  parts: ReportParts,
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
  parts: ReportParts,
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

function keptOf(resume: Json | undefined) {
  if (!isJsonObject(resume)) return null;
  const { job, targets } = resume;
  if (!isJsonObject(job) || typeof targets !== 'number') return null;
  const { creation, at, attempt, throttled } = job;
  if (creation === undefined || typeof at !== 'number' || typeof attempt !== 'number') return null;
  const kept: Job = { creation, at, attempt, throttled: typeof throttled === 'number' ? throttled : 0 };
  return { job: kept, targets, position: positionOf(resume) };
}
